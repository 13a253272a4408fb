/** Columns that a help text takes: it is read in terminals of any width, and most have at least so many. */
export const HELP_WIDTH = 80;

/** Text set in lines that fit; an empty line in it parts paragraphs. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .flatMap((paragraph, i) => [...(i === 0 ? [] : ['']), ...fill(wordsOf(paragraph), HELP_WIDTH)]);
}

export function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Words in lines of at most `width`; a word that is longer has a line of its own, whole. */
export function fill(words: readonly string[], width: number): string[] {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
