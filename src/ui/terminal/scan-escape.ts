/** What stands at an escape character. All of it but `partial`, which needs more bytes to be told, has an end. */
export type Escape =
  | { readonly kind: 'partial' }
  | { readonly kind: 'escape' | 'string' | 'broken'; readonly end: number }
  | { readonly kind: 'sequence'; readonly end: number; readonly alt: boolean; readonly body: string }
  | { readonly kind: 'alt'; readonly end: number; readonly character: string };

const ESC = '\x1b';

// Two escapes before a sequence: Alt held, as rxvt and iTerm tell it.
// In a sequence: the old mouse report, the Linux console's function keys, rxvt's shift ($ is no end elsewhere), all others.
const sequence = pattern(
  String.raw`(${ESC}?)(\[(?:M[\s\S]{3}|\[[A-E]|\d+\$|(?![M[])[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e])|O[\d;]*[\x40-\x7e ])`,
);
// Answers of the terminal, which may be long. Of what may follow the introducer only that which terminals do send:
// Alt-] and Alt-P are keys as well.
const string = pattern(String.raw`(?:\][\dlLI]|P[\d>!]|_G)`);
const character = pattern(
  String.raw`((?!${ESC})[^\x80-\xff]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})`,
);
// What is broken already may go on being so: where it ends must not depend on where a chunk does.
const partial = pattern(
  String.raw`(?:${ESC}?(?:\[(?:M[\s\S]{0,2}|\[?|(?!\d+\$)[\x20-\x3f]*)|O[\d;]*(?:[!-/:<-?][\x20-\x3f]*)?)?|[\]P_]|[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$`,
);
const brokenSequence = pattern(String.raw`${ESC}?[[O][\x20-\x3f]+`);

/**
 * Reads from the escape character at `start`; `bytes` has one byte a character. A sequence that something cuts short is
 * `broken` up to there. Looks at no more than the sequence.
 */
export function scanEscape(bytes: string, start: number): Escape {
  if (matchAt(partial, bytes, start) !== null) return { kind: 'partial' };
  if (matchAt(string, bytes, start) !== null) return { kind: 'string', end: string.lastIndex };
  const whole = matchAt(sequence, bytes, start);
  if (whole !== null)
    return { kind: 'sequence', end: sequence.lastIndex, alt: whole[1] !== '', body: whole[2]! };
  if (matchAt(brokenSequence, bytes, start) !== null)
    return { kind: 'broken', end: brokenSequence.lastIndex };
  const held = matchAt(character, bytes, start);
  if (held === null) return { kind: 'escape', end: start + 1 };
  return { kind: 'alt', end: character.lastIndex, character: held[1]! };
}

/** Of what follows an escape character. */
function pattern(source: string): RegExp {
  return new RegExp(ESC + source, 'y');
}

function matchAt(wanted: RegExp, bytes: string, start: number): RegExpExecArray | null {
  wanted.lastIndex = start;
  return wanted.exec(bytes);
}
