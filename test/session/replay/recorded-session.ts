import type { HeapshError } from '../../../src/base/errors.ts';
import { quietTask } from '../../../src/base/task.ts';
import type { Session } from '../../../src/session/session.ts';
import { answerText, commandText, endText } from '../../../src/session/session-file/append.ts';
import { answerDigest } from '../../../src/session/session-file/digest.ts';
import {
  recordedErrorLines,
  recordedLines,
  recordedTrailer,
} from '../../../src/session/session-file/recorded-view.ts';

/** What a shell that records writes down when these lines are asked in it. */
export async function recordedSession(session: Session, lines: readonly string[]): Promise<string> {
  let text = '';
  for (const line of lines) text += commandText(line) + (await recordedAnswer(session, line));
  return text;
}

async function recordedAnswer(session: Session, line: string): Promise<string> {
  try {
    const { result } = await session.execute(line, quietTask);
    const trailer = recordedTrailer(result, answerDigest(result, quietTask));
    return answerText(recordedLines(result)) + endText(trailer);
  } catch (error) {
    return answerText(recordedErrorLines(error as HeapshError)) + endText({ status: 'error' });
  }
}
