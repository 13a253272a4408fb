import type { Result } from '../../query/result.ts';
import { provenanceParts } from '../text/footer.ts';
import { visible } from '../visible.ts';
import { displayWidth } from '../width.ts';
import type { ScreenColumn, ScreenOutline } from './screen-view.ts';
import { shortText } from './short-text.ts';

/** What is said about an answer beside its rows: how it is bounded is a sentence, which has no room in the last line. */
export function remarksOf(result: Result): Pick<ScreenOutline, 'notes' | 'provenance'> {
  const { bound, notes } = result.provenance;
  const sentences = bound === undefined ? notes : [`bounded: ${bound}`, ...notes];
  return {
    notes: sentences.map((note) => visible(shortText(note))),
    provenance: provenanceParts(result)
      .map((part) => part.replace(/^bounded: .*/, 'bounded'))
      .join(' · '),
  };
}

export const noRemarks = { notes: [], provenance: '', totals: '' } as const;

const LEAST_WIDTH = 8;

/** A column of text, without a heading, that nothing is sorted by. */
export function textColumn(width: number, traits: Partial<ScreenColumn> = {}): ScreenColumn {
  return {
    name: '',
    label: '',
    alignRight: false,
    width,
    least: Math.min(width, LEAST_WIDTH),
    dim: false,
    isWide: true,
    cutsStart: false,
    ...traits,
  };
}

export function widest(texts: Iterable<string>): number {
  let width = 0;
  for (const text of texts) width = Math.max(width, displayWidth(text));
  return width;
}
