import { HELP_WIDTH } from '../commands/help-text/paragraphs.ts';
import { plainStyle } from '../output/style.ts';
import { resultLines } from '../output/text/index.ts';
import { cutToWidth } from '../output/width.ts';
import type { Heap } from '../query/heap.ts';
import { exampleSnapshot } from './example.ts';
import type { Session } from './session.ts';
import { unwatchedTask } from './watched-task.ts';

const view = {
  limit: 10,
  width: HELP_WIDTH,
  style: plainStyle,
  moreHint: '.set limit N shows more',
  remarks: [],
};

/** Runs lines on the embedded example, each in a session of its own, and gives their text. Throws HeapshError. */
export function exampleRunner(
  openExample: (file: string) => Promise<Heap>,
  sessionOn: (heap: Heap) => Session,
): (line: string) => Promise<readonly string[]> {
  let heap: Promise<Heap> | undefined;
  return async (line) => {
    heap ??= openExample(exampleSnapshot());
    const session = sessionOn(await heap);
    const { result } = await session.execute(line, unwatchedTask);
    // Lines of a text, as of a traceback, are as long as they are.
    return Array.from(resultLines(result, view), (line) => cutToWidth(line, view.width));
  };
}
