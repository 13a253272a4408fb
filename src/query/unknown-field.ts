import { STEP } from '../base/task.ts';
import { NONE, ValueKind } from '../model/kinds.ts';
import { nearFields } from './edges/near-edges.ts';
import type { Heap } from './heap.ts';
import { noteMissingNumbersOf } from './missing-numbers.ts';
import { textMatcher } from './named-edge.ts';
import { didYouMean } from './nearest.ts';
import type { ObjectSet } from './object-set.ts';
import { memberText } from './parser/names.ts';
import { NO_FIELD } from './runtimes/runtime.ts';
import type { Scope } from './scope.ts';
import { edgesOut } from './sets/step-out.ts';
import { slotNamed } from './slot-name.ts';
import { typeAsField } from './type-as-field.ts';

const ANY_OBJECT = Uint32Array.of(NONE);

/**
 * Says so when nothing in the snapshot has a field of this name: a mistyped field finds nothing, and that looks like an
 * answer. Costs a look at each string of the heap, and only where no edge has the name.
 */
export function noteUnknownField(name: string, scope: Scope): void {
  const { heap, note } = scope;
  if (isKnownField(name, heap)) return;
  const { columnFields, emptyFields } = heap.runtime;
  const hint = didYouMean(name, new Set([...columnFields.keys(), ...emptyFields, ...namesOf(heap)]));
  note(
    `nothing in this snapshot has a field \`${writtenField(name)}\`${hint === undefined ? '' : `; ${hint}`}`,
  );
  if (hint === undefined && slotNamed(name) === undefined) noteMissingNumbersOf(name, ANY_OBJECT, scope);
}

/**
 * The same of a set for which asking for the field came to nothing: other objects may have what these never had. What is cut
 * or null was there. Costs the edges of the set, where none has it.
 */
export function noteFieldOfOthers(name: string, set: ObjectSet, scope: Scope): void {
  if (set.indexes.length === 0 || !isKnownField(name, set.heap) || haveField(name, set, scope)) return;
  const type = typeAsField(name, set.heap);
  scope.note(`no object of this set has a field \`${writtenField(name)}\`; ${type ?? nearFields(name, set)}`);
  if (type === undefined && slotNamed(name) === undefined) noteMissingNumbersOf(name, set.indexes, scope);
}

function writtenField(name: string): string {
  return slotNamed(name) === undefined ? memberText(name) : name;
}

function haveField(name: string, { heap, indexes }: ObjectSet, { task }: Scope): boolean {
  const { runtime, snapshot, whole } = heap;
  if (name === runtime.localsField || runtime.columnFields.has(name)) return true;
  const field = runtime.fieldReader(snapshot, name);
  const each = edgesOut(whole, { kind: 'name', name });
  let found = false;
  for (let i = 0; i < indexes.length && !found; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    each(indexes[i]!, () => {
      found = true;
    });
    found ||= field(indexes[i]!) !== NO_FIELD;
  }
  return found;
}

/** Whether some object has a field of that name, as far as can be told at once. O(objects) where texts may be names. */
export function isKnownField(name: string, { snapshot, runtime }: Heap): boolean {
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
