import type { Theme } from '../theme.ts';

/** What is drawn around the text. Each takes one display column, whatever the terminal can show. */
export interface Glyphs {
  /** Stands where a text was cut. */
  readonly cut: string;
  readonly hiddenLeft: string;
  readonly hiddenRight: string;
  readonly ascending: string;
  readonly descending: string;
  readonly folded: string;
  readonly unfolded: string;
}

const unicode: Glyphs = {
  cut: '…',
  hiddenLeft: '‹',
  hiddenRight: '›',
  ascending: '↑',
  descending: '↓',
  folded: '▸',
  unfolded: '▾',
};

const ascii: Glyphs = {
  cut: '~',
  hiddenLeft: '$',
  hiddenRight: '$',
  ascending: '^',
  descending: 'v',
  folded: '+',
  unfolded: '-',
};

export function glyphsOf(theme: Pick<Theme, 'unicode'>): Glyphs {
  return theme.unicode ? unicode : ascii;
}

const asciiBranches: Readonly<Record<string, string>> = { '│': '|', '├': '|', '└': '`', '─': '-' };

/** Of our own words; each becomes one column, as it was. */
const asciiMarks: Readonly<Record<string, string>> = {
  '…': '~',
  '·': '-',
  '×': 'x',
  '–': '-',
  '↑': '^',
  '↓': 'v',
  '→': '>',
  '←': '<',
  '‹': '$',
  '›': '$',
  '‘': "'",
  '’': "'",
  // A trend: the more ink, the more.
  '▁': '_',
  '▂': '.',
  '▃': '-',
  '▄': '=',
  '▅': '+',
  '▆': '*',
  '▇': '#',
  '█': '@',
};

/**
 * A text in what the terminal can draw: the marks that we set into texts where it knows ASCII alone. Those of the program
 * are not told from ours; it could not draw them either.
 */
export function asTerminalDraws(text: string, { unicode }: Pick<Theme, 'unicode'>): string {
  return unicode ? text : text.replace(/[…·×–↑↓→←‹›‘’▁-█]/g, (mark) => asciiMarks[mark]!);
}

/** An edge, whose arrow stands at its end; a column longer where arrows are of ASCII. */
export function edgeText(edge: string, { unicode }: Pick<Theme, 'unicode'>): string {
  return unicode ? edge : edge.replace(/ →$/, ' ->').replace(/ ←$/, ' <-');
}

export function arrowWidth({ unicode }: Pick<Theme, 'unicode'>): number {
  return unicode ? 1 : 2;
}

/** Lines of a tree as the terminal can draw them. */
export function branchText(branch: string, theme: Pick<Theme, 'unicode'>): string {
  return theme.unicode ? branch : branch.replace(/[│├└─]/g, (line) => asciiBranches[line]!);
}
