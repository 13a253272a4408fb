const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Longer ones are cut here: nobody types them, and looking for their ends would take as long as the line is. */
const LONGEST_GRAPHEME = 1024;
const USUAL_GRAPHEME = 32;
const LATIN_END = 0x300;
const CARRIAGE_RETURN = 13;

/**
 * What may belong together with a neighbour: marks, joiners, halves of flags, skin tones, letters of Hangul, and the few
 * letters that Unicode counts as prefixes or suffixes. Between two characters without it there always is a boundary
 * (UAX 29, GB3 to GB13).
 */
const joining =
  /[\p{M}\p{Cf}\p{RI}\p{Emoji_Modifier}\r\n\u0d4e\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb\uff9e\uff9f\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/u;

/** Where the grapheme that begins at `at`, a boundary, ends; the length of the text at its end. O(the grapheme). */
export function nextBoundary(text: string, at: number): number {
  if (at + 1 >= text.length) return text.length;
  if (isPlainPair(text, at + 1)) return at + 1;
  for (let size = USUAL_GRAPHEME; ; size *= 4) {
    const piece = text.slice(at, at + size);
    const end = at + firstLength(piece);
    if (end < at + piece.length || end === text.length || size >= LONGEST_GRAPHEME) return end;
  }
}

/** Where the grapheme that ends at `at`, a boundary, begins; 0 at the start. */
export function previousBoundary(text: string, at: number): number {
  return at <= 0 ? 0 : boundaryAtOrBefore(text, at - 1);
}

/** `at` itself when no grapheme is cut there, else where that grapheme begins. */
export function boundaryAtOrBefore(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
  if (isPlainPair(text, at)) return at;
  const start = certainBoundary(text, at);
  // A grapheme begins where it does whatever comes later: its end is not needed, only its next character.
  const piece = text.slice(start, at + USUAL_GRAPHEME);
  return start + segmenter.segment(piece).containing(at - start)!.index;
}

/** `at` itself when no grapheme is cut there, else where that grapheme ends. */
export function boundaryAtOrAfter(text: string, at: number): number {
  const start = boundaryAtOrBefore(text, at);
  return start >= at ? start : nextBoundary(text, start);
}

/** Plain Latin on both sides, as nearly everywhere; asking the segmenter costs a hundred times as much. */
function isPlainPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return before < LATIN_END && text.charCodeAt(at) < LATIN_END && before !== CARRIAGE_RETURN;
}

function certainBoundary(text: string, at: number): number {
  const limit = Math.max(0, at - LONGEST_GRAPHEME);
  let start = codePointStart(text, at);
  let character = String.fromCodePoint(text.codePointAt(start)!);
  while (start > limit) {
    const previous = codePointStart(text, start - 1);
    const before = String.fromCodePoint(text.codePointAt(previous)!);
    if (!joining.test(character) && !joining.test(before)) return start;
    start = previous;
    character = before;
  }
  return start;
}

function codePointStart(text: string, at: number): number {
  const isSecondHalf = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return isSecondHalf && at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? at - 1 : at;
}

function firstLength(piece: string): number {
  for (const { segment } of segmenter.segment(piece)) return segment.length;
  return 0;
}
