import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PathResult, TableResult, TextResult } from '../../src/query/result.ts';
import { newSession } from '../../src/session/new-session.ts';
import { replayInShell } from '../../src/session/replay/replay-in-shell.ts';
import type { Session } from '../../src/session/session.ts';
import { unwatchedTask } from '../../src/session/watched-task.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

// The whole way on real input: Pylint runs, keeps its exceptions, and is dumped by the agent; what heapsh answers about
// the dump is compared with what plain walks by `gc` counted in that process.

const python = process.env.PYTHON ?? '/usr/bin/python3';
const hasPylint = spawnSync(python, ['-c', 'import pylint']).status === 0;

interface Truth {
  readonly tracebacks: number;
  readonly tb_next_none: number;
  readonly heads: number;
  readonly longest: readonly (readonly [length: number, head: string, tail: string])[];
  readonly totals: {
    readonly objects: number;
    readonly bytes: number;
    readonly count_by_type: Readonly<Record<string, number>>;
    readonly size_by_type: Readonly<Record<string, number>>;
  };
}

describe.runIf(hasPylint)('a dump of Pylint made now', () => {
  const folder = temporaryFolder();
  let session: Session;
  let truth: Truth;

  beforeAll(async () => {
    const here = (name: string) => join(import.meta.dirname, name);
    const agent = here('../../src/capture/python/heapsh_agent.py');
    const sizes = ['--files', '12', '--uses', '6', '--imports', '12', '--bulk', '2'];
    execFileSync(python, [here('gen_codebase.py'), join(folder, 'src'), ...sizes]);
    const outputs = [
      '--truth',
      join(folder, 'truth.json'),
      '--agent',
      agent,
      '--dump',
      join(folder, 'pylint.heapsh'),
    ];
    execFileSync(python, [here('run_pylint.py'), join(folder, 'src'), '--stop', '12', ...outputs]);
    truth = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
    session = newSession();
    await session.open(join(folder, 'pylint.heapsh'), undefined, { partial: false }, unwatchedTask);
  });

  const ask = async (line: string) => (await session.execute(line, unwatchedTask)).result;
  const cells = async (line: string) => {
    const table = (await ask(line)) as TableResult;
    return Array.from({ length: table.rowCount }, (_, row) =>
      Object.fromEntries(table.columns.map((column) => [column.name, column.cell(row)])),
    );
  };
  const address = (object: unknown) =>
    `0x${session.current!.snapshot.objects.addresses[Number(object)]!.toString(16)}`;

  test('hist counts and sizes what gc and sys.getsizeof do', async () => {
    const counts = new Map<string, number>();
    const sizes = new Map<string, number>();
    for (const { type, count, size } of await cells('hist')) {
      const bare = String(type).split('.').at(-1)!;
      counts.set(bare, (counts.get(bare) ?? 0) + Number(count));
      sizes.set(bare, (sizes.get(bare) ?? 0) + Number(size));
    }
    // Object for object where the comparison itself makes none; it makes a few strings, lists, dicts and functions.
    for (const type of ['traceback', 'Name', 'Const', 'ClassDef', 'TokenInfo', 'AstroidImportError']) {
      const { count_by_type, size_by_type } = truth.totals;
      if (count_by_type[type] === undefined) continue; // the truth names the sixty most frequent
      expect([type, counts.get(type), sizes.get(type)]).toEqual([
        type,
        count_by_type[type],
        size_by_type[type],
      ]);
    }
    // The walk does not see the frames that are running.
    expect(Math.abs(counts.get('frame')! - truth.totals.count_by_type.frame!)).toBeLessThan(10);
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const objects = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(Math.abs(bytes / truth.totals.bytes - 1)).toBeLessThan(0.01);
    expect(Math.abs(objects / truth.totals.objects - 1)).toBeLessThan(0.01);
  });

  test('every chain of tracebacks is found, with its ends', async () => {
    expect(await ask('count types.TracebackType')).toMatchObject({ value: truth.tracebacks });
    expect(await ask('traceback | where .tb_next is None | count')).toMatchObject({
      value: truth.tb_next_none,
    });
    const chains = await cells('c = chains traceback via tb_next | sort length desc');
    expect(chains).toHaveLength(truth.heads);
    const longest = chains
      .slice(0, 8)
      .map(({ length, head, tail }) => [length, address(head), address(tail)]);
    expect(new Set(longest.map(String))).toEqual(new Set(truth.longest.slice(0, 8).map(String)));
  });

  test("the longest is held by a module's manager, its cache and an exception, every edge by its name", async () => {
    const { steps } = (await ask('chain c[0] to modules')) as PathResult;
    const edges = steps.map(({ edge }) => edge);
    expect(edges[0]).toBe('.__dict__');
    expect(edges.some((edge) => /_mod_file_cache/.test(edge))).toBe(true);
    expect(edges.at(-3)).toMatch(/^\[\('corp.*\)\]$/);
    expect(edges.at(-2)).toBe('.__traceback__');
    const types = steps.map(({ object }) => {
      const { objects, types } = session.current!.snapshot;
      return types[objects.typeIndexes[object]!]!.shortName;
    });
    expect(types.slice(-2)).toEqual(['AstroidImportError', 'traceback']);
  });

  test('its text is that of a traceback', async () => {
    const { lines } = (await ask('tb c[0] --limit 20')) as TextResult;
    expect(lines).toHaveLength(20);
    for (const line of lines) expect(line).toMatch(/^ {2}File ".+\.py", line \d+, in \w+$/);
  });

  test('the story that is told of the example holds of it, line by line', async () => {
    const { current } = session;
    const tour = join(import.meta.dirname, '../../src/example/tour.md');
    const open = { heaps: [current!], current };
    const { lines } = await replayInShell(newSession(), tour, open, unwatchedTask);
    expect(lines.length).toBeGreaterThanOrEqual(12);
    for (const { command, outcome, passes } of lines) {
      const isExpectation = command.startsWith('expect');
      const mayBe = isExpectation ? ['holds'] : ['equal', 'drift'];
      expect([command, mayBe.includes(outcome), passes]).toEqual([command, true, true]);
    }
    expect(lines.filter(({ outcome }) => outcome === 'holds').length).toBeGreaterThan(0);
  });

  test('the locals of its frames can be asked for', async () => {
    expect((await cells('hist frame->f_locals')).length).toBeGreaterThan(10);
    expect((await cells('frame[.f_locals.modname = "corp_vendor_00"]')).length).toBeGreaterThan(0);
  });
});
