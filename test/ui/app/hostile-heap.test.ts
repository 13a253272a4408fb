import { afterAll, beforeAll, expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/width.ts';
import { heap, type ObjectSpec } from '../../support/heap.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

/** What would steer a terminal, lie about the order of what it shows, or take another width than it seems. */
const evils = [
  '\x1b[2J\x1b]0;title\x07\x1b[?1049l',
  '\x9b31m\x90q\x9c',
  '\u202egnirts\u202c \u2066apart\u2069',
  '👨‍👩‍👧‍👦👩🏽‍🚀🇩🇪',
  '漢字かな'.repeat(100),
  `z${'\u0300'.repeat(500)}`,
  'a\nb\rc\td\0e\x7f\b',
  '\u200b\ufeff\u2028\u2029\u{e0041}',
  'lone \ud800 half',
  `${'x'.repeat(500_000)}\x1b[31m`,
];

const file = temporaryFiles();
let shell: ShellOnScreen;

beforeAll(async () => {
  const objects: Record<string, ObjectSpec> = {};
  const own = Object.fromEntries(evils.map((evil, i) => [evil.slice(0, 1000), `text${i}`]));
  for (const [i, value] of evils.entries()) {
    objects[`text${i}`] = { type: 'str', value };
    objects[`thing${i}`] = { type: `evil.${value.slice(0, 100)}`, attributes: own };
  }
  const texts = evils.map((_, i) => `text${i}`);
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`\x1b[${i}m\n`, 'text0']));
  objects.many = { type: 'evil.Many', attributes: many };
  objects.list = { type: 'list', elements: Array.from({ length: 10_000 }, (_, i) => texts[i % 10]!) };
  objects.dict = { type: 'dict', entries: texts.map((text) => [text, text] as const) };
  objects[evils[0]!] = {
    type: 'module',
    attributes: { ...own, many: 'many', list: 'list', dict: 'dict' },
  };
  objects.frame = { type: 'frame', name: evils[0]!, file: evils[6]!, line: 3, locals: own };
  const { snapshot } = heap({ objects, roots: { module: [evils[0]!], thread: ['frame'] } });
  const path = file('\x1b[31mevil.heapsh', writeHeapsh(snapshot));
  shell = await ShellOnScreen.open({ columns: 120, rows: 40, files: [path], quiet: 20 });
  await shell.untilShown('Ctrl-D leaves');
});
afterAll(() => shell.close());

const lines = [
  'hist',
  'objects all | sort size desc',
  'str',
  'at str[0]',
  'at list',
  'at dict',
  'at evil.Many',
  'at frame',
  'refs list',
  'refs evil.Many',
  'backrefs str',
  'chain str[1]',
  'mpaths str',
  'dom',
  'dups',
  'tb frame',
  'frames all',
  'locals frame',
  'json dict',
  'group str',
  'info',
  'history',
  "str = '\x9b31m\u202e'",
];

const keys = ['down', 'pagedown', 'G', 'right', 'shift-right', '>'].map(bytesOf).join('');
const ESCAPE = String.fromCharCode(27);

test.each(lines)('nothing of a hostile heap steers the terminal: %j', async (line) => {
  await shell.toPrompt();
  const before = shell.written;
  await shell.after(`\x1b[200~${line}\x1b[201~\r`);
  await shell.after(bytesOf('escape'));
  await shell.after(keys);
  await shell.after('Yy');
  await shell.after(bytesOf('enter'));
  await shell.after('\x1b[200~\x1b[31m漢\x1b[201~');
  expect(shell.written).toBeGreaterThan(before);
  expect(strayIn(shell.raw.slice(before))).toEqual([]);
  for (const row of await shell.lines()) expect(displayWidth(row)).toBeLessThanOrEqual(120);
});

/** What is neither a sequence that the screen is drawn with, nor can be seen. */
function strayIn(raw: string): string[] {
  const drawn = new RegExp(`${ESCAPE}\\[(?:\\?(?:25|2026)[hl]|[\\d;]*m|\\d+(?:;\\d+)?H|K)`, 'g');
  return raw.replace(drawn, '').match(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu) ?? [];
}
