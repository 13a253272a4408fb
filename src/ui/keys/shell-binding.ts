import type { Binding } from './binding.ts';

/** A binding of the shell's own tables. */
export interface ShellBinding extends Binding {
  /** The command that it runs: there is one of this name, which the tests see to. */
  readonly command?: string;
}
