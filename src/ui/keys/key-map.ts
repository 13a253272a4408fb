import type { Pane } from '../panes/pane.ts';
import { askKeys } from './ask-keys.ts';
import type { Binding } from './binding.ts';
import { lookKeys } from './look-keys.ts';
import { moveKeys } from './move-keys.ts';
import type { ShellBinding } from './shell-binding.ts';

/** What every pane has. */
export const commonKeys: readonly ShellBinding[] = [...askKeys, ...moveKeys, ...lookKeys];

/** While a pane has the keys: its own come first, and take their keys from those that every pane has. */
export function keysOfPane(pane: Pane | undefined): readonly Binding[] {
  if (pane === undefined) return commonKeys;
  const own = new Set(pane.keys.flatMap(({ keys }) => keys));
  const rest = commonKeys.flatMap((binding) => {
    const keys = binding.keys.filter((key) => !own.has(key));
    return keys.length === 0 ? [] : [{ ...binding, keys }];
  });
  return [...pane.keys, ...rest];
}

export function bindingFor(bindings: readonly Binding[], key: string): Binding | undefined {
  return bindings.find(({ keys }) => keys.includes(key));
}
