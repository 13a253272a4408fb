import { emptyShell, type ShellState } from './shell-state.ts';

/** The one place where the state is kept: whatever changes it goes through here, and whoever paints hears of it. */
export class ShellStore {
  #state: ShellState;
  readonly #changed: () => void;

  constructor(changed: () => void, state: ShellState = emptyShell) {
    this.#state = state;
    this.#changed = changed;
  }

  get state(): ShellState {
    return this.#state;
  }

  change(part: Partial<ShellState>): void {
    const keys = Object.keys(part) as (keyof ShellState)[];
    if (keys.every((key) => part[key] === this.#state[key])) return;
    this.#state = { ...this.#state, ...part };
    this.#changed();
  }

  /** A word at the bottom line, until the next key. */
  say(text: string, tone: 'message' | 'alarm' = 'message'): void {
    this.change({ message: { text, tone } });
  }
}
