import type { Completion } from '../../query/completion/completions.ts';

/**
 * A blank where the next word can only stand behind one: after a command and after an option. After names of types,
 * fields and files anything may follow, `[`, `.` or a further letter.
 */
export function blankAfter(
  line: string,
  { start, end }: { start: number; end: number },
  { text, detail }: Completion,
): '' | ' ' {
  if (/^\s/.test(line.slice(end, end + 1))) return '';
  const isCommand =
    /(^|[|=])\s*$/.test(line.slice(0, start)) && detail === undefined && commandName.test(text);
  return isCommand || text.startsWith('--') ? ' ' : '';
}

const commandName = /^\.?[a-z][a-z-]*$/;
