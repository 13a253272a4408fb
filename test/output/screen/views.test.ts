import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { openSnapshot } from '../../../src/formats/open-snapshot.ts';
import { screenViewOf } from '../../../src/output/screen/index.ts';
import type { ScreenView } from '../../../src/output/screen/screen-view.ts';
import { plainStyle } from '../../../src/output/style.ts';
import { bodyLines } from '../../../src/output/text/index.ts';
import { exampleSnapshot } from '../../../src/session/example.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { heap } from '../../support/heap.ts';
import { randomHeap } from '../../support/random-heap.ts';
import { sessionOn } from '../../support/run-command.ts';

const everything = { limit: Infinity, width: Infinity, style: plainStyle, moreHint: '', remarks: [] };
const example = await openSnapshot(exampleSnapshot(), { partial: false, task: quietTask });
const snapshots = { small: pythonHeap().snapshot, example };

const lines = [
  'hist',
  'traceback',
  'all | head 40',
  'hist by via all | head 20',
  'at traceback[0]',
  'at frame[0]',
  'at dict[0]',
  'at NoneType[0]',
  'backrefs traceback[0]',
  'backrefs dict[0] --depth 2 --too-many 2',
  'refs frame[0]',
  'refs modules --depth 2 --too-many 3',
  'mpaths traceback --depth 4 --too-many 2',
  'dom --depth 2 --too-many 3',
  'chain traceback[0]',
  'count all',
  'info',
  'tb traceback[0]',
  'help',
] as const;

/** What a session has found out about the example, it knows for all that follows. */
const exampleSession = sessionOn(example);

/** Handles are in the words of the object's answer: `$1[3]`. */
async function viewOf(line: string, snapshot = snapshots.small) {
  const { session, run } = snapshot === example ? exampleSession : sessionOn(snapshot);
  const { result, number } = await session.execute(line, quietTask);
  return { result, view: screenViewOf(result), name: `$${number}`, session, run };
}

const allRows = (view: ScreenView) => view.rows(0, view.outline().rowCount, quietTask);
const squeezed = (text: string) => text.replace(/\s+/g, ' ');

describe.each(lines)('%s', (line) => {
  test('says what the text says', async () => {
    const { view, result } = await viewOf(line);
    const text = squeezed([...bodyLines(result, everything)].join('\n'));
    const rows = allRows(view);
    expect(rows).toHaveLength(view.outline().rowCount);
    for (const { cells, role } of rows) {
      for (const cell of cells) if (role !== 'more') expect(text).toContain(squeezed(cell.replace(/…$/, '')));
    }
    expect(structuredClone(view.outline())).toEqual(view.outline());
  });

  test('gives the same rows in whatever windows', async () => {
    const { view } = await viewOf(line);
    const rows = allRows(view);
    fc.assert(
      fc.property(fc.nat(rows.length + 2), fc.nat(30), (from, count) => {
        expect(view.rows(from, from + count, quietTask)).toEqual(rows.slice(from, from + count));
      }),
      { numRuns: 20 },
    );
  });

  test.each(['small', 'example'] as const)('its handles mean the objects, in the %s heap', async (which) => {
    await checkHandles(await viewOf(line, snapshots[which]), which === 'small' ? 1 : 83);
  });
});

test('handles mean the objects whatever the heap', async () => {
  const line = fc.constantFrom(
    'at all[0]',
    'backrefs all[0] --depth 1',
    'refs all --too-many 1',
    'all',
    'mpaths all',
  );
  await fc.assert(
    fc.asyncProperty(randomHeap, line, async (spec, each) => {
      await checkHandles(await viewOf(each, heap(spec).snapshot), 1);
    }),
    { numRuns: 30 },
  );
});

async function checkHandles({ view, name, run }: Awaited<ReturnType<typeof viewOf>>, step: number) {
  unfoldSome(view);
  const rows = view.rows(0, 400, quietTask);
  for (let row = 0; row < rows.length; row += step) {
    const handle = view.handle(row, name, quietTask);
    expect(handle === undefined, rows[row]!.cells.join()).toBe(rows[row]!.standsFor === 'nothing');
    if (rows[row]!.standsFor !== 'one') continue;
    const answer = await run(`at ${handle}`);
    if (answer.kind !== 'object') throw new Error(`at ${handle} answers ${answer.kind}`);
    expect(screenViewOf(answer).address(0), handle).toBe(view.address(row));
  }
}

/** What is folded, and what was left out: level by level, some hundred rows. */
function unfoldSome(view: ScreenView): void {
  for (let row = 0; row < Math.min(view.outline().rowCount, 300); row++) {
    const [shown] = view.rows(row, row + 1, quietTask);
    if (shown?.fold === 'folded') view.fold(row, 'unfolded', quietTask);
  }
}

describe('a tree on the screen', () => {
  const trees = ['backrefs NoneType[0] --depth 1', 'refs modules --depth 1 --too-many 2', 'dom --depth 1'];

  test.each(trees)('%s: folding what was unfolded changes nothing', async (line) => {
    const { view } = await viewOf(line, snapshots.example);
    fc.assert(
      fc.property(fc.nat(60), fc.array(fc.nat(200), { maxLength: 4 }), (at, before) => {
        for (const row of before) view.fold(row % view.outline().rowCount, 'unfolded', quietTask);
        const row = at % view.outline().rowCount;
        const rows = allRows(view);
        const { fold } = rows[row]!;
        if (fold === 'none' || rows[row]!.role === 'more') return;
        const [first, then] = fold === 'folded' ? ['unfolded', 'folded'] : ['folded', 'unfolded'];
        view.fold(row, first as 'folded', quietTask);
        expect(allRows(view)).toHaveLength(view.outline().rowCount);
        view.fold(row, then as 'folded', quietTask);
        expect(allRows(view)).toEqual(rows);
      }),
      { numRuns: 15 },
    );
  });

  test.each(trees)('%s: a parent stands above its children, and is drawn so', async (line) => {
    const { view } = await viewOf(line, snapshots.example);
    unfoldSome(view);
    const rows = allRows(view);
    const depth = (row: number): number => {
      const parent = view.parent(row);
      return parent === undefined ? 0 : depth(parent) + 1;
    };
    for (let row = 0; row < Math.min(rows.length, 300); row++) {
      if (depth(row) <= 40) expect(rows[row]!.branch).toHaveLength(3 * depth(row));
      expect(view.parent(row) ?? -1).toBeLessThan(row);
    }
  });

  test('what was left out is fetched where it was left out, until all is there', async () => {
    const { view } = await viewOf('refs modules --depth 1 --too-many 2', snapshots.example);
    const whole = await viewOf('refs modules --depth 1 --too-many 1000', snapshots.example);
    for (let row = 0; row < view.outline().rowCount; row++) {
      while (view.rows(row, row + 1, quietTask)[0]?.role === 'more') view.fold(row, 'unfolded', quietTask);
    }
    const addresses = (each: ScreenView) => allRows(each).map((_, row) => each.address(row));
    expect(addresses(view)).toEqual(addresses(whole.view));
  });
});

test('all fields of a large object can be fetched', async () => {
  const { view, run, name } = await viewOf('at list[@len > 300][0]', snapshots.example);
  let more = allRows(view).findIndex(({ role }) => role === 'more');
  expect(more).toBeGreaterThan(0);
  for (; more >= 0; more = allRows(view).findIndex(({ role }) => role === 'more')) {
    view.fold(more, 'unfolded', quietTask);
  }
  const count = await run(`count ${name}->*`);
  const targets = allRows(view).flatMap(({ cells }, row) =>
    /^\[\d+\]/.test(cells[0]!) ? [view.address(row)] : [],
  );
  expect(new Set(targets).size).toBe(count.kind === 'scalar' ? Number(count.value) : -1);
});

describe('finding words', () => {
  test.each(['all', 'hist', 'refs modules --too-many 30', 'at dict[0]', 'chain traceback[0]', 'help'])(
    '%s: the next row that has them, whichever way, however often it stops',
    async (line) => {
      const { view } = await viewOf(line);
      const rows = allRows(view);
      const words = fc.constantFrom(
        'e',
        'STR',
        '0x',
        'frame',
        '12',
        'b',
        ' ',
        '1.',
        'none',
        'zzz',
        '漢',
        '%',
        '\\',
      );
      fc.assert(
        fc.property(
          words,
          fc.nat(rows.length),
          fc.constantFrom(1 as const, -1 as const),
          (sought, from, way) => {
            const wanted = (row: number) =>
              rows[row]!.cells.some((cell) => cell.toLowerCase().includes(sought.toLowerCase()));
            const order = rows.map((_, row) => row).filter((row) => (way === 1 ? row >= from : row <= from));
            const expected = (way === 1 ? order : order.reverse()).find(wanted);
            expect(findAll(view, sought, from, way)).toBe(expected);
          },
        ),
      );
    },
  );

  function findAll(view: ScreenView, words: string, from: number, direction: 1 | -1): number | undefined {
    let at: number | undefined = from;
    while (at !== undefined) {
      const { row, goOn } = view.find(words, at, direction, 0, quietTask);
      if (row !== undefined) return row;
      at = goOn;
    }
    return undefined;
  }
});

test('of a long text all that the snapshot has can be read, and how it is reached is aligned whatever the keys', async () => {
  const value = 'some words, '.repeat(70);
  const { snapshot } = heap({
    objects: {
      app: { type: 'dict', entries: [['key', 'inner']] },
      key: { type: 'str', value: 'k'.repeat(90) },
      inner: { type: 'dict', entries: [['short', 'text']] },
      short: { type: 'str', value: 'x' },
      text: { type: 'str', value, length: value.length },
    },
    roots: { module: ['app'] },
  });
  const { view } = await viewOf('at str[@len > 100][0]', snapshot);
  const rows = allRows(view).map(({ cells }) => cells);
  const from = rows.findIndex(([name]) => name === 'value');
  const end = rows.findIndex(([name], i) => i > from && name !== '');
  const shown = rows.slice(from, end).map(([, text]) => text);
  expect(shown.join('')).toBe(`'${value}'`);
  expect(Math.max(...shown.map((text) => text!.length))).toBeLessThanOrEqual(52);
  const steps = allRows(view).filter(({ role }) => role === 'step');
  expect(steps.map(({ cells }) => cells[0]!.length)).toEqual([40, 40, 40]);
  expect(steps.at(-1)!.cells[0]).toMatch(/^ +\["x"\] →$/);
});

test('a long text has the columns that the screen has', async () => {
  const value = `/srv/app/${'modules/'.repeat(8)}typescript.js:151809`;
  const { snapshot } = heap({ objects: { place: { type: 'str', value } }, roots: { module: ['place'] } });
  const { result } = await viewOf('at str[0]', snapshot);
  const shownOn = (columns: number) => {
    const rows = allRows(screenViewOf(result, columns)).map(({ cells }) => cells);
    const from = rows.findIndex(([name]) => name === 'value');
    const end = rows.findIndex(([name], i) => i > from && name !== '');
    return rows.slice(from, end).map(([, text]) => text);
  };
  expect(shownOn(132)).toEqual([`'${value}'`]);
  expect(shownOn(80)).toEqual([
    `'/srv/app/${'modules/'.repeat(5)}`,
    `${'modules/'.repeat(3)}typescript.js:151809'`,
  ]);
});

test('who looks into a path sees its objects, from its root on', async () => {
  const { view, run } = await viewOf('paths traceback[0] -k 2');
  expect(view.rows(0, 1, quietTask)[0]).toMatchObject({ standsFor: 'many' });
  const steps = await run('objects $1[0]');
  const [first] = steps.kind === 'table' ? screenViewOf(steps).rows(0, 1, quietTask) : [];
  expect(first?.cells).toContain('module');
  expect((await run('at $1[0]')).kind).toBe('object');
});

test('every name of a column can be sorted by', async () => {
  for (const line of [
    'hist',
    'all',
    'frames',
    'traceback | select .tb_lineno, @size',
    'str | group @len | select count, sum(size)',
  ]) {
    const { view, name, run } = await viewOf(line).catch(() => viewOf('all'));
    for (const column of view.outline().columns) {
      if (column.name !== '') expect((await run(`${name} | sort ${column.name}`)).kind).toBe('table');
    }
  }
});
