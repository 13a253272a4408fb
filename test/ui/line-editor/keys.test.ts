import { describe, expect, test } from 'vitest';
import { reduceKey } from '../../../src/ui/line-editor/editor.ts';
import { actionOfKey, editorKeys } from '../../../src/ui/line-editor/editor-keys.ts';
import { editorWith } from '../../../src/ui/line-editor/editor-state.ts';
import { editorAt, key, lineAt, marked, press } from './typing.ts';

/** Line before, keys, line after; `|` is the cursor. */
const lineCases: readonly (readonly [before: string, keys: string, after: string])[] = [
  ['ab|c', 'left', 'a|bc'],
  ['|abc', 'left', '|abc'],
  ['a👨‍👩‍👧|b', 'ctrl-b', 'a|👨‍👩‍👧b'],
  ['🇩🇪🇫🇷|', 'left', '🇩🇪|🇫🇷'],
  ['|e\u0301x', 'right', 'e\u0301|x'],
  ['世|界', 'ctrl-f', '世界|'],
  ['שלו|ם', 'right', 'שלום|'],
  ['ab|', 'right', 'ab|'],
  ['count  traceback|', 'alt-b', 'count  |traceback'],
  ['a.tb_next|', 'ctrl-left', 'a.tb_|next'],
  ['  ab|', 'alt-left alt-left', '|  ab'],
  ['|count traceback', 'alt-f', 'count| traceback'],
  ['count| .tb', 'ctrl-right', 'count .tb|'],
  ['|größe x', 'alt-right', 'größe| x'],
  ['ab|c', 'ctrl-a', '|abc'],
  ['ab|c', 'home', '|abc'],
  ['a|bc', 'ctrl-e', 'abc|'],
  ['a|bc', 'end', 'abc|'],
  ['ab|c', 'backspace', 'a|c'],
  ['a👍🏽|c', 'ctrl-h', 'a|c'],
  ['|c', 'backspace', '|c'],
  ['a|👨‍👩‍👧c', 'delete', 'a|c'],
  ['a|bc', 'ctrl-d', 'a|c'],
  ['abc|', 'ctrl-d', 'abc|'],
  ['count a.b c.d  |x', 'ctrl-w', 'count a.b |x'],
  ['count a.b|', 'alt-backspace', 'count a.|'],
  ['count a.b|', 'alt-ctrl-h', 'count a.|'],
  ['count| a.b', 'alt-d', 'count|.b'],
  ['|foo bar', 'ctrl-delete', '| bar'],
  ['foo |bar', 'ctrl-k', 'foo |'],
  ['foo |bar', 'ctrl-u', '|bar'],
  ['foo bar|', 'ctrl-w ctrl-y ctrl-y', 'foo barbar|'],
  ['a b c|', 'ctrl-w ctrl-w ctrl-y', 'a b c|'],
  ['a b| c', 'ctrl-w ctrl-k ctrl-y', 'a b c|'],
  ['a b c|', 'ctrl-w left ctrl-w ctrl-y alt-y', 'a c| '],
  ['a b c|', 'ctrl-w left ctrl-w ctrl-y alt-y alt-y', 'a b| '],
  ['a|', 'ctrl-u x alt-y', 'x|'],
  ['a|', 'ctrl-y', 'a|'],
  ['ab|c', 'ctrl-t', 'acb|'],
  ['abc|', 'ctrl-t', 'acb|'],
  ['|abc', 'ctrl-t', '|abc'],
  ['世👨‍👩‍👧|', 'ctrl-t', '👨‍👩‍👧世|'],
  ['foo |bar baz', 'alt-t', 'bar foo| baz'],
  ['foo, bar|', 'alt-t', 'bar, foo|'],
  ['foo|', 'alt-t', 'foo|'],
  ['a |foo bar', 'alt-u', 'a FOO| bar'],
  ['|straße x', 'alt-u', 'STRASSE| x'],
  ['f|OO bar', 'alt-l', 'foo| bar'],
  ['| fOO bar', 'alt-c', ' Foo| bar'],
  ['a|', 'b c ctrl-_', 'a|'],
  ['a|', 'b left c ctrl-/', 'a|b'],
  ['a|', 'b left c ctrl-_ ctrl-_', 'a|'],
  ['foo bar|', 'ctrl-w ctrl-_', 'foo bar|'],
  ['a|', 'b ctrl-_ alt-_', 'ab|'],
  ['a|', 'b ctrl-_ alt-/ ctrl-_', 'a|'],
  ['a|', 'b ctrl-_ c alt-_', 'ac|'],
  ['e|', '\u0301 x', 'e\u0301x|'],
  ['|🇪', '🇩', '🇩🇪|'],
  ['a|b', 'space ü 世', 'a ü世|b'],
];

/** Keys that concern more than the line: what was run before, the keys, the line after, what is asked of the app. */
const promptCases: readonly (readonly [keys: string, after: string, effect: string | undefined])[] = [
  ['h i enter', '|', 'submit'],
  ['h i ctrl-j', '|', 'submit'],
  ['h i ctrl-m', '|', 'submit'],
  ['h tab', 'h|', 'complete'],
  ['h ctrl-i', 'h|', 'complete'],
  ['h shift-tab', 'h|', 'unhandled'],
  ['up', 'count str|', undefined],
  ['ctrl-p ctrl-p', 'hist|', undefined],
  ['up up up', 'hist|', undefined],
  ['x up down', 'x|', undefined],
  ['x up ctrl-n down', 'x|', undefined],
  ['x alt-<', 'hist|', undefined],
  ['x alt-< alt->', 'x|', undefined],
  ['x ctrl-r i s escape', 'his|t', undefined],
  ['x ctrl-r t ctrl-r ctrl-s escape', 'count| str', undefined],
  ['x ctrl-r i ctrl-g', 'x|', undefined],
  ['x escape', 'x|', 'unhandled'],
  ['x ctrl-c', '|', 'interrupt'],
  ['ctrl-d', '|', 'leave'],
  ['x ctrl-l', 'x|', 'redraw'],
  ['x pageup', 'x|', 'unhandled'],
  ['x f1', 'x|', 'unhandled'],
];

describe('a key and the line', () => {
  test.each(lineCases)('%s, %s: %s', (before, keys, after) => {
    expect(marked(press(editorAt(before), keys).editor.line)).toBe(after);
  });
});

describe('a key and the prompt', () => {
  test.each(promptCases)('%s: %s', (keys, after, effect) => {
    const outcome = press(editorWith(['hist', 'count str']), keys);
    expect([marked(outcome.editor.line), outcome.effect]).toEqual([after, effect]);
  });
});

test('every key that is bound has a case here, one meaning, and words for the help', () => {
  const pressed = new Set(
    [...lineCases, ...promptCases.map(([keys]) => ['', keys])].flatMap(([, keys]) => keys!.split(' ')),
  );
  const bound = editorKeys.flatMap(({ keys }) => keys);
  expect(bound.filter((name) => !pressed.has(name))).toEqual([]);
  expect(actionOfKey.size).toBe(bound.length);
  expect(editorKeys.filter(({ doc }) => doc.length < 3)).toEqual([]);
});

test('a submitted line is told, remembered, and leaves what was cut', () => {
  const outcome = press(editorWith([]), 'a space b ctrl-w c enter');
  expect(outcome.submitted).toEqual(['a c']);
  expect(press(outcome.editor, 'up').editor.line.text).toBe('a c');
  expect(press(outcome.editor, 'ctrl-y').editor.line.text).toBe('b');
});

test('the mouse is left to the app', () => {
  const editor = editorAt('ab|');
  const modifiers = { shift: false, alt: false, ctrl: false };
  const wheel = { kind: 'mouse', action: 'wheel-up', button: 'none', column: 0, row: 0, modifiers } as const;
  expect(reduceKey(editor, wheel, { menuRows: 3 })).toEqual({ editor, effect: 'unhandled' });
});

test('a line of a hundred thousand characters', () => {
  const text = 'größe 世界 '.repeat(11_000);
  const half = text.length / 2;
  const line = { ...lineAt('|'), text, cursor: half };
  let editor = { ...editorAt('|'), line };
  for (let i = 0; i < 200; i++)
    editor = reduceKey(editor, key(i % 2 === 0 ? 'x' : 'left'), { menuRows: 3 }).editor;
  expect(editor.line.text).toBe(`${text.slice(0, half)}${'x'.repeat(100)}${text.slice(half)}`);
});
