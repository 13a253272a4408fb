import { NONE, ValueKind } from '../model/kinds.ts';
import type { Heap } from './heap.ts';
import { noteMissingNumbers } from './missing-numbers.ts';
import { textMatcher } from './named-edge.ts';
import { didYouMean } from './nearest.ts';
import type { Scope } from './scope.ts';
import { slotNamed } from './slot-name.ts';

/**
 * Says so when nothing in the snapshot has a field of this name: a mistyped field finds nothing, and that looks like an
 * answer. Costs a look at each string of the heap, and only where no edge has the name.
 */
export function noteUnknownField(name: string, scope: Scope): void {
  const { heap, note } = scope;
  if (isKnownField(name, heap)) return;
  const { columnFields, emptyFields } = heap.runtime;
  const hint = didYouMean(name, new Set([...columnFields.keys(), ...emptyFields, ...namesOf(heap)]));
  note(`nothing in this snapshot has a field \`${name}\`${hint === undefined ? '' : `; ${hint}`}`);
  if (hint === undefined) noteMissingNumbers(scope);
}

function isKnownField(name: string, { snapshot, runtime }: Heap): boolean {
  if (
    snapshot.names.find(slotNamed(name) ?? name) !== NONE ||
    runtime.columnFields.has(name) ||
    runtime.emptyFields.has(name)
  )
    return true;
  if (name === runtime.localsField || name === '__class__') return true;
  return runtime.dictField !== undefined && isSomeText(name, snapshot);
}

/** Fields may be entries of a dict: then the name is a string of the program's. */
function isSomeText(name: string, snapshot: Heap['snapshot']): boolean {
  const isName = textMatcher(snapshot, name);
  const { valueKinds } = snapshot.objects;
  for (let i = 0; i < valueKinds.length; i++) {
    if (valueKinds[i] === ValueKind.text && isName(i)) return true;
  }
  return false;
}

function namesOf({ snapshot: { names } }: Heap): string[] {
  return Array.from({ length: names.count }, (_, id) => names.text(id));
}
