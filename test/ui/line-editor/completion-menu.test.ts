import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsInSight } from '../../../src/ui/line-editor/completion-menu.ts';
import { answerCompletions } from '../../../src/ui/line-editor/editor.ts';
import { boundaryAtOrBefore } from '../../../src/ui/line-editor/graphemes.ts';
import { texts } from './texts.ts';
import { completed, completionsOf, editorAt, lineAt, marked, press } from './typing.ts';

test.each([
  ['cou|', 3, ['count'], 'count |'],
  ['cou| str', 3, ['count'], 'count| str'],
  ['x | so|', 2, ['sort'], 'x | sort |'],
  ['hist --li|', 4, ['--limit'], 'hist --limit |'],
  ['count trace|', 5, ['traceback'], 'count traceback|'],
  ['open dir/o|', 5, ['dir/out/'], 'open dir/out/|'],
  ['count trace|', 5, ['traceback', 'lib.Trace'], 'count traceback|'],
  ['count zz|', 2, [], 'count zz|'],
])('%s may become the only word there is', (line, typed, words, after) => {
  const editor = completed(editorAtLast(line), typed, words);
  expect([marked(editor.line), editor.menu]).toEqual([after, undefined]);
});

test('of several words the common beginning is inserted, then Tab walks through them', () => {
  const opened = completed(editorAt('count tr|.x'), 2, ['traceback', 'tracing', 'track', 'xtra']);
  expect(marked(opened.line)).toBe('count trac|.x');
  expect(opened.menu!.chosen).toBeUndefined();
  const after = (keys: string) => marked(press(opened, keys).editor.line);
  expect(after('tab')).toBe('count traceback|.x');
  expect(after('down tab')).toBe('count tracing|.x');
  expect(after('tab tab tab tab')).toBe('count traceback|.x');
  expect(after('shift-tab')).toBe('count track|.x');
  expect(after('up up')).toBe('count tracing|.x');
  expect(after('tab tab escape')).toBe('count tr|.x');
  expect(after('ctrl-g')).toBe('count tr|.x');
  expect(after('tab s')).toBe('count tracebacks|.x');
  expect(after('tab backspace')).toBe('count tracebac|.x');
  expect(after('tab tab tab ctrl-_')).toBe('count trac|.x');
  expect(after('tab ctrl-_ ctrl-_')).toBe('count tr|.x');
});

test('Enter takes what is chosen, and runs the line only when nothing is', () => {
  const opened = completed(editorAt('t|'), 1, ['tab', 'tub']);
  const taken = press(opened, 'tab enter');
  expect([marked(taken.editor.line), taken.effect, taken.editor.menu]).toEqual([
    'tab|',
    undefined,
    undefined,
  ]);
  expect(press(opened, 'enter').submitted).toEqual(['t']);
  expect(press(opened, 'tab ctrl-c')).toMatchObject({
    effect: 'interrupt',
    editor: { menu: undefined, line: { text: '' } },
  });
  expect(press(opened, 'pagedown')).toEqual({ editor: opened, effect: 'unhandled' });
});

test('words that are merely similar wait to be chosen', () => {
  const opened = completed(editorAt('TypeErr|'), 7, ['lib.OtherTypeError']);
  expect(marked(opened.line)).toBe('TypeErr|');
  expect(marked(press(opened, 'tab').editor.line)).toBe('lib.OtherTypeError|');
  expect(marked(press(opened, 'tab escape').editor.line)).toBe('TypeErr|');
});

test('an answer that comes too late is dropped', () => {
  const answer = completionsOf(0, 1, ['tab']);
  const editor = editorAt('t|');
  for (const keys of ['u', 'left', 'ctrl-r', 'enter']) {
    const later = press(editor, keys).editor;
    expect(answerCompletions(later, lineAt('t|'), answer)).toMatchObject({
      line: later.line,
      menu: undefined,
    });
  }
});

test('what is chosen is in sight, whatever the way to it and the room', () => {
  const walk = fc.array(fc.constantFrom('tab', 'shift-tab', 'up', 'down'), { minLength: 1, maxLength: 30 });
  const words = Array.from({ length: 9 }, (_, i) => `t${i}`);
  fc.assert(
    fc.property(walk, fc.integer({ min: 1, max: 12 }), (keys, rows) => {
      const { editor } = press(completed(editorAt('t|'), 1, words), keys.join(' '), rows);
      const inSight = itemsInSight(editor.menu!, rows);
      expect(inSight.map(({ text }) => text)).toContain(editor.line.text);
      expect(inSight).toHaveLength(Math.min(rows, words.length));
    }),
  );
});

test('Tab never takes away what was typed, and Escape gives it back', () => {
  fc.assert(
    fc.property(texts(6), fc.array(texts(4), { maxLength: 6 }), fc.boolean(), (line, ends, goOn) => {
      const start = boundaryAtOrBefore(line, line.length >> 1);
      const typed = line.slice(start);
      const words = [...new Set(ends.map((end) => (goOn ? typed + end : end)))];
      const before = editorAt('|');
      const editor = { ...before, line: { ...before.line, text: line, cursor: line.length } };
      const after = completed(editor, typed.length, words);
      expect(after.line.text.startsWith(line)).toBe(true);
      if (after.menu !== undefined) expect(press(after, 'tab escape').editor.line).toEqual(editor.line);
    }),
  );
});

/** For lines that hold a pipe: the cursor is at the last `|`. */
function editorAtLast(line: string) {
  const text = line.slice(0, line.lastIndexOf('|')) + line.slice(line.lastIndexOf('|') + 1);
  const editor = editorAt('|');
  return { ...editor, line: { ...editor.line, text, cursor: line.lastIndexOf('|') } };
}
