import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { ScreenRow } from '../../output/screen/screen-view.ts';
import { displayWidth } from '../../output/width.ts';
import type { RowSource } from './row-source.ts';

/** A line of a text that the UI itself has written. */
export interface TextLine {
  readonly text: string;
  readonly role: ScreenRow['role'];
}

/** Text of the UI's own, to be scrolled and searched like an answer; nothing can be asked about it. */
export function textSource(lines: readonly TextLine[]): RowSource {
  const rows = lines.map(
    ({ text, role }): ScreenRow => ({
      cells: [text],
      role,
      branch: '',
      fold: 'none',
      share: undefined,
      standsFor: 'nothing',
    }),
  );
  return {
    rows: async (from, to) => rows.slice(from, to),
    handle: async () => undefined,
    address: async () => undefined,
    line: async () => undefined,
    find: async (words, from, direction) => findLine(lines, words, from, direction),
    fold: async () => undefined,
    parent: async () => undefined,
    forget: () => undefined,
  };
}

/** An answer without a number, which no line has asked for. */
export function textAnswer(title: string, lines: readonly TextLine[]): ScreenAnswer {
  return { view: -1, number: undefined, command: title, outline: textOutline(lines), milliseconds: 0 };
}

function textOutline(lines: readonly TextLine[]): ScreenAnswer['outline'] {
  const width = lines.reduce((widest, { text }) => Math.max(widest, displayWidth(text)), 0);
  return {
    kind: 'text',
    rowCount: lines.length,
    total: lines.length,
    columns: [
      {
        name: '',
        label: '',
        alignRight: false,
        width,
        least: 0,
        dim: false,
        isWide: true,
        cutsStart: false,
      },
    ],
    totals: '',
    notes: [],
    provenance: '',
  };
}

function findLine(
  lines: readonly TextLine[],
  words: string,
  from: number,
  direction: 1 | -1,
): number | undefined {
  const wanted = words.toLowerCase();
  for (let row = from; row >= 0 && row < lines.length; row += direction)
    if (lines[row]!.text.toLowerCase().includes(wanted)) return row;
  return undefined;
}
