/** Characters of a cell that reach the screen: more than any line has, and little enough to be sent by the hundred. */
const LONGEST = 500;

/** The beginning of a text that may be millions of characters long, with … where something was left out. */
export function shortText(text: string): string {
  if (text.length <= LONGEST) return text;
  const isHalved = /[\ud800-\udbff]/.test(text[LONGEST - 2]!);
  return `${text.slice(0, LONGEST - (isHalved ? 2 : 1))}…`;
}
