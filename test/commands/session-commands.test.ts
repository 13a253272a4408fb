import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { plainStyle } from '../../src/output/style.ts';
import { resultLines } from '../../src/output/text/index.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { cellsOf, sessionOn } from '../support/run-command.ts';
import { dominatorHeap } from './dominator-heap.ts';

const started = () => sessionOn(dominatorHeap().snapshot);

/** What a line stands as in a session file. */
function prose(line: string): string | undefined {
  const stage = parseLine(line, commands).stages[0]!;
  return commands.find(({ name }) => name === stage.command)?.prose?.(stage.args as never);
}

describe('notes and objectives', () => {
  test.each([
    `it's "half | of" (it # all --depth 3`,
    '# | and more',
    '--depth',
    'x = y',
    'by the way | head 3',
  ])('are all that is left of the line: %s', (text) => {
    expect(prose(`note ${text}`)).toBe(`Note: ${text}`);
    expect(prose(`  objective   ${text}  `)).toBe(`Objective: ${text}`);
  });

  test('of any text in a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const text = typed.trim();
        fc.pre(text !== '' && !/^==?/.test(text));
        expect(prose(`note ${typed}`)).toBe(`Note: ${text}`);
      }),
    );
  });

  test('answer that they are kept, dimly and without a number', async () => {
    const { run, session } = started();
    const result = await run('note look | here');
    const style = { ...plainStyle, dim: (text: string) => `<${text}>` };
    const view = { limit: 10, width: 80, style, moreHint: '', remarks: [] };
    expect([...resultLines(result, view)]).toEqual(['<noted>']);
    expect(session.results.count).toBe(0);
  });

  test('say something', async () => {
    await expect(started().run('note   ')).rejects.toThrow('`note` needs TEXT');
  });
});

describe('history', () => {
  test('tells every line, and what came of it', async () => {
    const { run, table, session } = started();
    await run('objective who holds it?');
    await run('  hist | head 2 ');
    await run('count app.Own');
    await run('nonsense').catch(() => undefined);
    session.askedLines.shellWord('.mode json');
    await run('expect $2 = 2');
    await run('chain app.Own');
    const answer = await table('history');
    expect(cellsOf(answer, 'number', 'command', 'kind', 'rows')).toEqual([
      [undefined, 'objective who holds it?', 'prose', undefined],
      [1, 'hist | head 2', 'table', 2],
      [2, 'count app.Own', 'scalar', undefined],
      [undefined, 'nonsense', 'error', undefined],
      [undefined, '.mode json', 'shell', undefined],
      [undefined, 'expect $2 = 2', 'scalar', undefined],
      [3, 'chain app.Own', 'path', expect.any(Number)],
    ]);
    for (const [took] of cellsOf(answer, 'milliseconds')) expect(took ?? 0).toBeGreaterThanOrEqual(0);
    expect(session.results.count).toBe(3);
  });

  test('of the last few lines', async () => {
    const { run, table } = started();
    for (const line of ['hist', 'count all', 'roots']) await run(line);
    expect(cellsOf(await table('history 2'), 'command')).toEqual([['count all'], ['roots']]);
    expect(cellsOf(await table('history 99 | tail 1'), 'command')).toEqual([['history 2']]);
    await expect(run('history 0')).rejects.toThrow('whole number');
  });
});
