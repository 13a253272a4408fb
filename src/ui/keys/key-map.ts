import type { Pane } from '../panes/pane.ts';
import { askKeys } from './ask-keys.ts';
import type { Binding } from './binding.ts';
import { lookKeys } from './look-keys.ts';
import { moveKeys } from './move-keys.ts';
import { promptKeys } from './prompt-keys.ts';
import { available } from './shell-binding.ts';

/** What each key does where, from one set of tables: dispatch, the footer and the list of keys all ask it. */
export class KeyMap {
  readonly #common: readonly Binding[];
  readonly #prompt: readonly Binding[];

  /** `commands`: the names of those that there are. */
  constructor(commands: ReadonlySet<string>) {
    this.#common = available([...askKeys, ...moveKeys, ...lookKeys], commands);
    this.#prompt = available(promptKeys, commands);
  }

  /** While the prompt has the keys. */
  get prompt(): readonly Binding[] {
    return this.#prompt;
  }

  /** What every pane has. */
  get common(): readonly Binding[] {
    return this.#common;
  }

  /** While a pane has them: its own come first, and take their keys from those that every pane has. */
  forPane(pane: Pane): readonly Binding[] {
    const own = new Set(pane.keys.flatMap(({ keys }) => keys));
    const rest = this.#common.flatMap((binding) => {
      const keys = binding.keys.filter((key) => !own.has(key));
      return keys.length === 0 ? [] : [{ ...binding, keys }];
    });
    return [...pane.keys, ...rest];
  }
}

export function bindingFor(bindings: readonly Binding[], key: string): Binding | undefined {
  return bindings.find(({ keys }) => keys.includes(key));
}
