import { UsageError } from '../../base/errors.ts';

/** `python -X dev app.py a b` → `python -X dev heapsh_agent.py -o FILE app.py a b`. Throws UsageError. */
export function withAgent(command: readonly string[], agent: readonly string[]): [string, ...string[]] {
  const [program, ...args] = command;
  if (program === undefined) {
    throw new UsageError('there is no program to run', { hint: 'heapsh capture python -- python app.py …' });
  }
  if (/\.pyz?$/.test(program)) return ['python3', ...agent, program, ...args];
  if (!/(^|[/\\])(python|pypy)[\d.]*(\.exe)?$/.test(program)) {
    throw new UsageError(`${program} is not called as a Python program`, {
      hint: `for a module: heapsh capture python -- python -m ${program}`,
    });
  }
  const end = endOfInterpreterOptions(args);
  return [program, ...args.slice(0, end), ...agent, ...args.slice(end)];
}

/** Where the script, or -m, stands: options of the interpreter itself come before the agent. */
function endOfInterpreterOptions(args: readonly string[]): number {
  let end = 0;
  while (end < args.length && args[end]!.startsWith('-') && !args[end]!.startsWith('-m')) {
    if (args[end] === '-c')
      throw new UsageError('a program given with -c cannot be captured', { hint: 'put it in a file' });
    end += args[end] === '-X' || args[end] === '-W' ? 2 : 1;
  }
  return end;
}
