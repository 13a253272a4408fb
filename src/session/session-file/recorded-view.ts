import { CancelledError, type HeapshError, relocated } from '../../base/errors.ts';
import type { View } from '../../output/answer.ts';
import { plainStyle } from '../../output/style.ts';
import { errorLines } from '../../output/text/error.ts';
import { footerLines } from '../../output/text/footer.ts';
import { bodyLines } from '../../output/text/index.ts';
import { cutToWidth } from '../../output/width.ts';
import type { Result } from '../../query/result.ts';
import { type Trailer, trailerOf } from './trailer.ts';

/** How answers are drawn in session files, whatever terminal they were asked on: a replay draws them the same way. */
const recordedView: View = {
  limit: 10,
  width: 100,
  style: plainStyle,
  moreHint: 'run it for the rest',
  remarks: [],
};

/** Of a tree, an object or a text. A table has its rows. */
const MOST_LINES = 40;
/** Lines of a text are as long as they are, within reason. */
const LONGEST_LINE = 1000;

/** The beginning of an answer, as it stands in a session file: some 40 lines at the most. Throws what the cells of the result throw. */
export function recordedLines(result: Result): string[] {
  const lines: string[] = [];
  const view = result.kind === 'tree' ? { ...recordedView, limit: Number.POSITIVE_INFINITY } : recordedView;
  for (const line of bodyLines(result, view)) {
    if (lines.length === MOST_LINES) {
      lines.push('… and more');
      break;
    }
    lines.push(cutToWidth(line, LONGEST_LINE));
  }
  lines.push(...footerLines(result, view));
  return lines;
}

/** A message, without the script that the line stood in. One that was interrupted has none. */
export function recordedErrorLines(error: HeapshError): string[] {
  if (error instanceof CancelledError) return [];
  const { file: _, lineNumber, ...where } = error.where;
  const isOfScript = lineNumber !== undefined;
  return errorLines(isOfScript ? relocated(error, where) : error, plainStyle);
}

/** The trailer of an answer that is drawn so. */
export function recordedTrailer(result: Result, sha256: string | undefined): Trailer {
  return trailerOf(result, recordedView.limit, sha256);
}
