import type { Completion } from '../../query/completion/completions.ts';

/**
 * A blank where the next word can only stand behind one: after a command and after an option. After names of types,
 * fields and files anything may follow, `[`, `.` or a further letter.
 */
export function blankAfter(
  line: string,
  { end }: { end: number },
  { text, isCommand }: Completion,
): '' | ' ' {
  if (/^\s/.test(line.slice(end, end + 1))) return '';
  return isCommand === true || text.startsWith('--') ? ' ' : '';
}
