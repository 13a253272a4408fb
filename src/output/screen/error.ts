import type { HeapshError } from '../../base/errors.ts';
import { type ErrorLine, errorParts } from '../text/error.ts';
import { textRow } from './list-view.ts';
import type { ScreenRow, ScreenView } from './screen-view.ts';
import { linesView } from './text.ts';

const roles: Readonly<Record<ErrorLine['part'], ScreenRow['role']>> = {
  message: 'alarm',
  line: 'row',
  caret: 'alarm',
  hint: 'dim',
};

/** What is wrong, the line with a caret under the place, what to do next. Nothing of it is cut: the caret must stay below its word. */
export function screenViewOfError(error: HeapshError): ScreenView {
  const rows = errorParts(error).map(({ part, head, text }) => textRow([head + text], roles[part]));
  return linesView(rows, {}, 'error');
}
