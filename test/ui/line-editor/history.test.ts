import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownLine } from '../../../src/ui/line-editor/editor.ts';
import { editorWith } from '../../../src/ui/line-editor/editor-state.ts';
import { historyOf, withLines } from '../../../src/ui/line-editor/history.ts';
import { marked, press } from './typing.ts';

test('lines that repeat their neighbour, and blank ones, are walked past as one', () => {
  const history = withLines(historyOf(['a', 'a', 'b', 'a']), ['a', '  ', 'c', 'c']);
  expect(history.lines).toEqual(['a', 'b', 'a', 'c']);
});

test('what was made of a line of the history is kept until a line is run', () => {
  const edited = press(editorWith(['one', 'two']), 'x up ! up down').editor;
  expect(edited.line.text).toBe('two!');
  const run = press(edited, 'up enter');
  expect(run.submitted).toEqual(['one']);
  expect(press(run.editor, 'up up').editor.line.text).toBe('two');
  expect(press(run.editor, 'up down').editor.line.text).toBe('');
});

test('no walk loses what was typed', () => {
  const walks = fc.array(
    fc.constantFrom('up', 'down', 'ctrl-p', 'ctrl-n', 'alt-<', 'alt->', 'ctrl-r ctrl-g', 'ctrl-r o right'),
  );
  const lines = fc.array(fc.constantFrom('one', 'two', 'one more', 'x'), { maxLength: 8 });
  fc.assert(
    fc.property(lines, walks, (known, keys) => {
      const walked = press(editorWith(known), ['t', 'y', ...keys, 'alt->'].join(' ')).editor;
      expect(marked(walked.line)).toBe('ty|');
      expect(walked.history.lines).toEqual(historyOf(known).lines);
    }),
  );
});

const known = ['count str', 'chain $1', 'count Dict', 'hist', 'count str'];

test.each([
  ['c o', 'count str', 'co', false],
  ['c o u ctrl-r', 'count Dict', 'cou', false],
  ['c o u ctrl-r ctrl-r', 'count Dict', 'cou', true],
  ['c o u ctrl-r ctrl-s', 'count str', 'cou', false],
  ['c o u ctrl-s', 'count str', 'cou', true],
  ['d i', 'count Dict', 'Di', false],
  ['D I', 'count Dict', 'D', true],
  ['D I backspace', 'count Dict', 'D', false],
  ['h i z', 'hist', 'hi', true],
  ['$ 1', 'chain $1', '$1', false],
])('Ctrl-R %s finds %s', (keys, line, found, isFailing) => {
  const { editor } = press(editorWith(known), `n e w ctrl-r ${keys}`);
  const shown = shownLine(editor);
  expect(shown.text).toBe(line);
  expect(shown.text.slice(shown.found!.start, shown.found!.end)).toBe(found);
  expect(editor.search!.isFailing).toBe(isFailing);
  expect(press(editor, 'enter').submitted).toEqual([line]);
  expect(marked(press(editor, 'ctrl-g').editor.line)).toBe('new|');
  expect(press(editor, 'ctrl-c')).toMatchObject({
    effect: 'interrupt',
    editor: { search: undefined, line: { text: '' } },
  });
});

test('a line found is edited where it was found, its neighbours are a key away, and what was typed is not lost', () => {
  const taken = press(editorWith(known), 'n e w ctrl-r c h a escape').editor;
  expect(marked(taken.line)).toBe('cha|in $1');
  expect(press(taken, 'down').editor.line.text).toBe('count Dict');
  expect(press(taken, 'down down down down').editor.line.text).toBe('new');
  expect(press(taken, 'ctrl-_').editor.line.text).toBe('new');
  const { editor } = press(editorWith(known), 'ctrl-r c h a ctrl-e 2');
  expect(marked(editor.line)).toBe('chain $12|');
});

test('a search that found nothing leaves the line alone', () => {
  const searching = press(editorWith(known), 'n e w ctrl-r q q').editor;
  expect([shownLine(searching).text, searching.search!.isFailing]).toEqual(['new', true]);
  expect(press(searching, 'enter').submitted).toEqual(['new']);
  expect(press(searching, 'pageup')).toEqual({ editor: searching, effect: 'unhandled' });
});
