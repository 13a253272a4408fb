import type { Binding } from './binding.ts';

/** A binding of the shell's own tables. */
export interface ShellBinding extends Binding {
  /** The command that it runs: where there is none of this name, the key means nothing and is not told of. */
  readonly command?: string;
}

/** The bindings whose commands there are. */
export function available(
  bindings: readonly ShellBinding[],
  commands: ReadonlySet<string>,
): readonly ShellBinding[] {
  return bindings.filter(({ command }) => command === undefined || commands.has(command));
}
