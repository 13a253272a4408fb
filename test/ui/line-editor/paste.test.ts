import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reduceKey } from '../../../src/ui/line-editor/editor.ts';
import { pasteInto } from '../../../src/ui/line-editor/paste.ts';
import { texts } from './texts.ts';
import { editorAt, lineAt, marked, press } from './typing.ts';

test.each([
  ['a|d', 'bc', 'abc|d', []],
  ['a|d', 'b\nc', 'c|d', ['ab']],
  ['count |', 'str\n', '|', ['count str']],
  ['|', 'hist\r\n\r\n  \rcount\tstr', 'count str|', ['hist']],
  ['|', '\x1b[31mred\x1b[0m\x07\x00', 'red|', []],
  ['|x', 'one\ntwo\n', '|x', ['one', 'two']],
])('%j, %j pasted: %j', (before, pasted, after, submitted) => {
  const outcome = pasteInto(lineAt(before), pasted);
  expect([marked(outcome.state), outcome.submitted]).toEqual([after, submitted]);
});

test('the lines of a paste are run and remembered; what is left can be undone', () => {
  const { editor, ...told } = reduceKey(editorAt('a|'), { kind: 'paste', text: 'b\nc\nd' }, { menuRows: 3 });
  expect(told).toEqual({ effect: 'submit', submitted: ['ab', 'c'] });
  expect(editor.history.lines).toEqual(['ab', 'c']);
  expect(press(editor, 'ctrl-_').editor.line.text).toBe('');
});

test('a paste is one step of its own to undo, and goes into the query of a search', () => {
  const typed = press(editorAt('|'), 'a b').editor;
  const { editor } = reduceKey(typed, { kind: 'paste', text: 'cd' }, { menuRows: 3 });
  expect(press(editor, 'e ctrl-_ ctrl-_').editor.line.text).toBe('ab');
  const searching = press(press(editor, 'enter').editor, 'ctrl-r').editor;
  const found = reduceKey(searching, { kind: 'paste', text: 'bc' }, { menuRows: 3 }).editor;
  expect(found.search?.match?.text).toBe('abcd');
});

test('no control character gets into the line or is run, and no other character is lost', () => {
  fc.assert(
    fc.property(texts(30), (drawn) => {
      const text = drawn.replaceAll('\x1b', ''); // It takes the rest of its sequence with it.
      const { state, submitted } = pasteInto(lineAt('|'), text);
      const kept = [...submitted, state.text].join('');
      expect(kept).not.toMatch(/\p{Cc}/u);
      expect(kept.replace(/\s/g, '')).toBe(text.replace(/[\p{Cc}\p{Cs}\s]/gu, ''));
    }),
  );
});
