import { expect, test } from 'vitest';
import { completions } from '../../../src/session/completions.ts';
import { answerCompletions } from '../../../src/ui/line-editor/editor.ts';
import { emptyEditor } from '../../../src/ui/line-editor/editor-state.ts';
import { lineOf } from '../../../src/ui/line-editor/line-state.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { sessionOn } from '../../support/run-command.ts';

const { session } = sessionOn(pythonHeap().snapshot);

test.each([
  ['cou', 'count '],
  ['.mod', '.mode '],
  ['count traceb', 'count traceback'],
  ['traceback[.tb_n', 'traceback[.tb_next'],
  ['hist | sort cou', 'hist | sort count'],
  ['traceback | whe', 'traceback | where '],
  ['hist | sor', 'hist | sort '],
])('Tab behind %j, answered by the language itself, makes it %j', (text, after) => {
  const { line } = answerCompletions(
    { ...emptyEditor, line: lineOf(text) },
    { text, cursor: text.length },
    completions(session, text, text.length),
  );
  expect(line.text).toBe(after);
  expect(line.cursor).toBe(after.length);
});
