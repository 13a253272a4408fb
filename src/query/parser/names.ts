/** How names are written. All patterns are sticky: they match at the reader's place. */

const word = '[\\p{L}_][\\p{L}\\p{N}_$]*';

/** A dotted name, `<locals>` and `<lambda>` within it as Python writes them: `json.decoder.JSONDecoder`, `f.<locals>.Row`. */
export const dottedName = new RegExp(`${word}(?:\\.(?:${word}|<\\w+>))*`, 'uy');

/** The same with `*` and `?` in it; a name that has neither is no glob. */
export const globName = /[\p{L}\p{N}_.$*?]+/uy;

/** A name that is given, or that stands alone: a column's. */
export const fieldName = new RegExp(word, 'uy');

/** A field or edge behind its dot or arrow, as the program names them: `$` and `$el` too, but `$1` is a result. */
export const memberName = /(?:[\p{L}_]|\$(?!\d))[\p{L}\p{N}_$]*/uy;

/** Any name behind a dot or arrow: one that is no word stands in quotes. */
export function memberText(name: string): string {
  memberName.lastIndex = 0;
  return memberName.exec(name)?.[0] === name ? name : JSON.stringify(name);
}

/** `before:` ahead of a set; snapshots are named after files. */
export const snapshotPrefix = /([\p{L}\p{N}_][\p{L}\p{N}_.-]*):(?=[^\s:\]])/uy;

/** `$3` or `_`. */
export const resultName = /\$\d+(?![\p{L}\p{N}_])|_(?![\p{L}\p{N}_])/uy;

/** `0x7f187d22b880`; and what looks like one but is none. */
export const addressText = /0[xX]([\p{L}\p{N}_]*)/uy;

export const heapIdText = /@(\d+)(?![\p{L}\p{N}_])/uy;

export const factName = /@([\p{L}_][\p{L}\p{N}_]*)?/uy;

/** A command's name or alias where a line or stage begins. With a set's operator right behind it, it is a set: `frames[…]`. */
export const commandWord = /\?|[a-z][a-z0-9_-]*(?![\p{L}\p{N}_.$*[<+:=(-])/uy;

/** What would be read as a command's name where a line or stage begins with this text. */
export function leadingCommandWord(text: string): string | undefined {
  commandWord.lastIndex = 0;
  return commandWord.exec(text)?.[0];
}

/** `quit()`, all that is left of the line. */
export const emptyCall = /([a-z][a-z0-9_]*)\(\s*\)\s*(?:#.*)?$/y;

/** Whole numbers in brackets: `[3]`, `[-1]`, `[2:5]`, `[:5]`. */
export const rowBrackets = /\[\s*(-?\d{1,15})\s*\]|\[\s*(-?\d{1,15})?\s*:\s*(-?\d{1,15})?\s*\]/y;

/** A long option: `--too-many`, `--depth=`. */
export const longOption = /--([a-z][a-z0-9-]*)(=)?/y;

/** `-k`, `-k5`, `-k=5`. */
export const shortOption = /-([a-zA-Z])(=)?/y;
