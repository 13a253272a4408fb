import type { Completions } from '../../query/completion/completions.ts';
import { fuzzyScore } from '../../query/completion/fuzzy.ts';

/**
 * What readline is to offer: it inserts what all words have in common, so those that go on from what is typed come alone
 * when there are any. Of the merely similar, all, but none where readline would put their common beginning in the place
 * of letters that it does not have.
 */
export function tabWords(line: string, { span, items }: Completions): [words: string[], typed: string] {
  const typed = line.slice(span.start, span.end);
  const words = items.map(({ text }) => text);
  const continuing = words.filter((word) => word.startsWith(typed));
  if (continuing.length > 0) return [continuing, typed];
  const common = commonBeginning(words);
  const losesLetters = common !== '' && fuzzyScore(typed, common) === undefined;
  return [losesLetters ? [] : words, typed];
}

function commonBeginning(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}
