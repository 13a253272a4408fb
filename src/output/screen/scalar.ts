import type { ScalarResult } from '../../query/result.ts';
import { scalarLines } from '../text/scalar.ts';
import { textRow } from './list-view.ts';
import { remarksOf } from './outline.ts';
import type { ScreenView } from './screen-view.ts';
import { shortText } from './short-text.ts';
import { linesView } from './text.ts';

/** One value, in one row. */
export function scalarView(result: ScalarResult): ScreenView {
  const { value } = result;
  const short = typeof value === 'string' ? { ...result, value: shortText(value) } : result;
  const rows = Array.from(scalarLines(short), (line) => textRow([shortText(line)]));
  return linesView(rows, remarksOf(result), 'scalar');
}
