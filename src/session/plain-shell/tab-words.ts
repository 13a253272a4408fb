import type { Completions } from '../../query/completion/completions.ts';

/**
 * What readline is to offer: it inserts what all words have in common, so those that go on from what is typed come alone
 * when there are any; of the merely similar, all.
 */
export function tabWords(line: string, { span, items }: Completions): [words: string[], typed: string] {
  const typed = line.slice(span.start, span.end);
  const words = items.map(({ text }) => text);
  const continuing = words.filter((word) => word.startsWith(typed));
  return [continuing.length > 0 ? continuing : words, typed];
}
