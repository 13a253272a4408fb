import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../src/commands/index.ts';
import type { Binding } from '../../../src/ui/keys/binding.ts';
import { commonKeys, keysOfPane } from '../../../src/ui/keys/key-map.ts';
import { promptKeys } from '../../../src/ui/keys/prompt-keys.ts';
import { panes } from '../../../src/ui/panes/index.ts';
import { tablePane } from '../../../src/ui/panes/table.ts';
import { treePane } from '../../../src/ui/panes/tree.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

/** What one sees before the key and after it. */
type Check = (screen: {
  readonly before: string[];
  readonly lines: string[];
  readonly shell: ShellOnScreen;
}) => void | Promise<void>;

interface KeyCase {
  /** Keys to press before. */
  readonly first?: readonly string[];
  /** Another line than the place's own. */
  readonly line?: string;
  readonly sees: Check;
}

/** Where keys are pressed: the line whose answer is in front, and the keys that go there. */
interface Place {
  readonly line: string;
  readonly first: readonly string[];
  readonly bindings: readonly Binding[];
  readonly cases: Readonly<Record<string, KeyCase>>;
}

const title =
  (wanted: string | RegExp): Check =>
  ({ lines }) =>
    expect(lines[1]).toMatch(wanted);
const rows = (from: number, to: number): Check => title(` ${from}–${to} / 60 `);
const status =
  (wanted: string | RegExp): Check =>
  ({ lines }) =>
    expect(lines.at(-1)).toMatch(wanted);
const prompt =
  (wanted: string | RegExp): Check =>
  ({ lines }) =>
    expect(lines.at(-2)).toMatch(wanted);
/** The command that a key stands for, asked about the answer in front. */
const asks = (command: string): KeyCase => ({ sees: title(new RegExp(`^\\$\\d+ {2}${command}`)) });
/** The clipboard gets what the last line says. */
const copied: Check = ({ shell, lines }) => {
  const [, text] = / copied (.*?)(?: {3}|$)/.exec(lines.at(-1)!) ?? [];
  expect(shell.sent.at(-1)).toContain(`;c;${Buffer.from(text!).toString('base64')}`);
};

/** By the doc of the binding. */
const everyPane: Readonly<Record<string, KeyCase>> = {
  'into it: one object, or the objects of a row of many; of leaks and history, the command':
    asks('at \\$\\d+\\[0\\]'),
  'who refers to it': asks('backrefs \\$\\d+\\[0\\]'),
  'who refers to them, by type': asks('hist \\$\\d+\\[0\\] by referrer'),
  'the paths to all of them, merged': asks('mpaths \\$\\d+\\[0\\]'),
  'what it refers to': asks('refs \\$\\d+\\[0\\]'),
  'a path to it from a root': asks('chain \\$\\d+\\[0\\]'),
  'what would be freed with it': asks('retained \\$\\d+\\[0\\]'),
  'what it keeps alive, as a tree': asks('dom \\$\\d+\\[0\\]'),
  'its traceback or stack': asks('tb \\$\\d+\\[0\\]'),
  'local variables of its frames, or of where a traceback was': {
    ...asks('locals \\$\\d+\\[0\\]'),
    line: 'traceback | head 60',
  },
  'its objects by type; of the whole heap, where the row stands for nothing': asks('hist \\$\\d+\\[0\\]'),
  'the chains its objects form: the field that links them is to be typed': {
    sees: prompt(/> chains \$\d+\[0\] via$/),
  },
  'mark it by a word, to be typed': { sees: prompt(/> mark \$\d+\[0\]$/) },
  'only some of these rows, or of the objects of a row of many: the condition is to be typed': {
    sees: prompt(/> \$\d+ \| where$/),
  },
  'the next row': { first: [], sees: selects(1) },
  'the row before': { first: ['j', 'j'], sees: selects(1) },
  'the next page': { sees: rows(19, 36) },
  'the page before': { first: ['G'], sees: rows(25, 42) },
  'half a page down': { sees: rows(10, 27) },
  'half a page up': { first: ['G'], sees: rows(34, 51) },
  'the first row': { first: ['G'], sees: rows(1, 18) },
  'the last row': { sees: rows(43, 60) },
  'sideways, to the left': {
    first: ['shift-right'],
    sees: ({ lines }) => expect(lines[2]).not.toContain('‹'),
  },
  'sideways, to the right': { sees: ({ before, lines }) => expect(lines[3]).not.toBe(before[3]) },
  'search for words, in any case': { sees: prompt(/^search:/) },
  'where the words stand next': {
    first: ['/', 'manager', 'enter', 'g'],
    sees: ({ lines }) => expect(lines.slice(3, -3).join('\n')).toContain('manager'),
  },
  'where they stand before': {
    first: ['/', 'manager', 'enter', 'g'],
    sees: status('went on from the end'),
  },
  'copy the command': { sees: copied },
  'copy the address of the row': { sees: copied },
  'copy how a line calls the row: $3[7]': { sees: copied },
  'back to the answer that this was asked from': {
    first: ['h', '[', 'b'],
    sees: title(/traceback \| head 60|backrefs A/),
  },
  'the answer before, in time': { first: ['h'], sees: title(/traceback \| head 60/) },
  'the answer after': { first: ['h', '['], sees: title(/hist \$/) },
  'to the prompt': { sees: ({ lines }) => expect(lines.at(-1)).toContain('Tab complete') },
  'these keys': { sees: title(/^keys/) },
};

const table: Readonly<Record<string, KeyCase>> = {
  'sort by the column under the cursor; again: the other way round': asks('\\$\\d+ \\| sort size desc'),
  'the column before': { first: ['>'], sees: sortsNextBy('size desc') },
  'the next column': { sees: sortsNextBy('value') },
};

const tree: Readonly<Record<string, KeyCase>> = {
  'unfold, or to the first row below': { sees: treeSelects(1) },
  'fold, or to the row it stands below': { sees: ({ lines }) => expect(lines[3]).not.toContain('←') },
  'unfold or fold': { sees: ({ lines }) => expect(lines[3]).not.toContain('←') },
  'to the row it stands below': { first: ['j'], sees: treeSelects(0) },
};

const promptCases: Readonly<Record<string, KeyCase>> = {
  'the next page': { sees: rows(19, 36) },
  'the page before': { first: ['ctrl-end'], sees: rows(25, 42) },
  'the next row': { sees: selects(1) },
  'the row before': { first: ['shift-down', 'shift-down'], sees: selects(1) },
  'the first row': { first: ['ctrl-end'], sees: rows(1, 18) },
  'the last row': { sees: rows(43, 60) },
  'sideways, to the left': { first: ['shift-right'], sees: everyPane['sideways, to the left']!.sees },
  'sideways, to the right': everyPane['sideways, to the right']!,
  'the answer before': { sees: ({ lines, before }) => expect(lines[1]).not.toBe(before[1]) },
  'the answer after': { first: ['shift-pageup'], sees: title('traceback | head 60') },
  'give the keys to the answer': { sees: status('Esc prompt') },
  'all keys': { sees: title(/^keys/) },
};

const places: Readonly<Record<string, Place>> = {
  table: {
    line: 'traceback | head 60',
    first: ['escape'],
    bindings: keysOfPane(tablePane),
    cases: { ...everyPane, ...table },
  },
  tree: {
    line: 'backrefs AstroidManager --depth 2',
    first: ['escape'],
    bindings: treePane.keys,
    cases: { ...everyPane, ...tree },
  },
  prompt: { line: 'traceback | head 60', first: [], bindings: promptKeys, cases: promptCases },
};

/** Rows of a tree have no numbers. */
function treeSelects(row: number): Check {
  return async ({ shell }) => expect((await shell.cell(0, 2 + row)).background).toBeDefined();
}

/** The selected row stands out. */
function selects(row: number): Check {
  return async ({ shell, lines }) => {
    expect(lines[3 + row]).toMatch(new RegExp(`^ *${row} `));
    expect((await shell.cell(8, 3 + row)).background).toBeDefined();
  };
}

/** Where the column cursor stands shows when the answer is sorted by it. */
function sortsNextBy(order: string): Check {
  return async ({ shell }) => expect((await shell.after('s'))[1]).toMatch(new RegExp(`\\| sort ${order}\\b`));
}

test('keys run commands that there are', () => {
  const names = new Set(commands.map(({ name }) => name));
  const asked = commonKeys.flatMap(({ command }) => command ?? []);
  expect(asked.filter((name) => !names.has(name))).toEqual([]);
});

test.each([...panes.map((pane) => [pane.id, keysOfPane(pane)] as const), ['prompt', promptKeys] as const])(
  'no key means two things: %s',
  (_id, bindings) => {
    const pressed = bindings.flatMap(({ keys }) => keys);
    expect(pressed).toEqual([...new Set(pressed)]);
    expect(bindings.every(({ doc }) => doc !== '')).toBe(true);
  },
);

let shell: ShellOnScreen;
beforeAll(async () => {
  shell = await ShellOnScreen.open({ quiet: 15 });
  await shell.untilShown('Ctrl-D leaves');
});
afterAll(() => shell.close());

describe.each(Object.entries(places))('%s', (_name, place) => {
  test('has a case for every binding', () => {
    expect(place.bindings.map(({ doc }) => doc).filter((doc) => place.cases[doc] === undefined)).toEqual([]);
  });

  const pressed = place.bindings.flatMap(({ keys: names, doc }) => names.map((key) => ({ key, doc })));
  test.each(pressed)('$key: $doc', async ({ key, doc }) => {
    const { first = [], line = place.line, sees } = place.cases[doc]!;
    await shell.toPrompt();
    await shell.run(line);
    for (const before of [...place.first, ...first]) await shell.after(bytesOf(before));
    const before = await shell.settled();
    const lines = await shell.after(bytesOf(key));
    await sees({ before, lines, shell });
  });
});
