import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { heap } from '../../support/heap.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { labels, many } from '../../support/planted.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

const file = temporaryFiles();

/** Of a program with ever more sessions, and many types of one object each. */
function snapshotAt(second: number): string {
  const sessions = 10 + 20 * second;
  const types = Array.from({ length: 30 }, (_, i) => `t${i}`);
  const { snapshot } = heap({
    objects: {
      app: { type: 'module', name: 'app', size: 10, attributes: { live: 'live', types: 'types' } },
      live: { type: 'list', size: 8, elements: labels('session', sessions) },
      types: { type: 'list', size: 8, elements: types },
      ...many('session', sessions, () => ({ type: 'app.Session', size: 100 })),
      ...Object.fromEntries(types.map((type) => [type, { type: `app.T_${type}`, size: 20 }])),
    },
    roots: { module: ['app'] },
    capture: { captured: `2026-01-01T10:00:0${second}Z`, series: { id: 'x', number: second + 1 } },
  });
  return file(`x.00${second + 1}.heapsh`, writeHeapsh(snapshot));
}

let shell: ShellOnScreen;
beforeAll(async () => {
  shell = await ShellOnScreen.open({ files: [0, 1, 2, 3, 4].map(snapshotAt) });
  await shell.untilShown('Ctrl-D leaves');
});
afterAll(() => shell.close());

beforeEach(() => shell.toPrompt());

const toPane = '\x1b';

test('growth over a series: a chart above rows that can be walked through and asked about', async () => {
  await shell.run('growth');
  const lines = await shell.after(toPane);
  expect(lines[2]).toBe('bytes of 33 rows, 5 snapshots in 4 s');
  expect(lines[3]).toMatch(/│.* a {2}app\.Session +8\.8 KiB$/);
  expect(lines[8]).toMatch(/^ +0 B └0 s─+1 s─+2 s─+3 s─+4 s/);
  expect(lines[9]).toMatch(/^ +# {2}type/);
  expect(lines[10]).toMatch(/^ +0 {2}app\.Session/);
  const chosen = await shell.cell(lines[3]!.indexOf(' a ') + 1, 3);
  expect(chosen).toMatchObject({ text: 'a', background: 80 });
  const end = await shell.after('G');
  expect(end.slice(9, -3).some((line) => /^ *32 /.test(line))).toBe(true);
  expect(end.slice(3, 9).some((line) => line.includes(' *  module'))).toBe(true);
  const objects = await shell.after('g\r');
  expect(objects[1]).toContain('objects $');
  expect((await shell.after('['))[2]).toBe(lines[2]);
});

test('v counts objects, V hides the chart, and the rows take its lines: the selected one stays in sight', async () => {
  const before = await shell.run('growth');
  const shown = (lines: readonly string[]) => Number(/ 1–(\d+) \/ 33/.exec(lines[1]!)?.[1]);
  await shell.after(toPane);
  expect((await shell.after('v'))[2]).toMatch(/^objects of 33 rows/);
  const hidden = await shell.after('V');
  expect(hidden[2]).toMatch(/^ +# {2}type/);
  expect(shown(hidden)).toBe(shown(before) + 7);
  await shell.after('j'.repeat(shown(hidden) - 1));
  const again = await shell.after('V');
  expect(again[2]).toMatch(/^objects/);
  expect(again.some((line) => new RegExp(`^ *${shown(hidden) - 1} {2}`).test(line))).toBe(true);
});

test('a click selects the row below the chart, and none in it', async () => {
  await shell.run('growth');
  const click = (line: number) => `\x1b[<0;5;${line + 1}M\x1b[<0;5;${line + 1}m`;
  await shell.after(click(12));
  expect((await shell.cell(8, 12)).background).toBeDefined();
  await shell.after(click(5));
  expect((await shell.cell(8, 12)).background).toBeDefined();
});

test('stages keep the chart', async () => {
  const lines = await shell.run('growth | where always');
  expect(lines[2]).toBe('bytes of 1 row, 5 snapshots in 4 s');
});
