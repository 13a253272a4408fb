const plain = /^[\x20-\x7e]*$/;

// Control and format characters (escape codes, bidi marks, joiners), line and paragraph separators, lone surrogates, and
// whatever else Unicode says to show as nothing (variation selectors, fillers).
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of the program as it may be sent to a terminal: what would steer it, or would not be seen, is written as an
 * escape (`\n`, `\x1b`, `\u202e`, `\u{e0001}`). Values of a heap are untrusted bytes, and so are its names and files.
 */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replace(unseen, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0)!;
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`;
}

/** Escapes of JSON for the same characters: the text stays exact, and nothing in it steers a terminal. */
export function escapeInJson(json: string): string {
  return plain.test(json) ? json : json.replace(unseen, escapeUnits);
}

function escapeUnits(character: string): string {
  return character.split('').reduce((text, unit) => `${text}\\u${hex(unit.charCodeAt(0), 4)}`, '');
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
