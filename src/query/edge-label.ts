import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../model/kinds.ts';
import type { Heap } from './heap.ts';
import { knownValue } from './object-value.ts';
import { memberText } from './parser/names.ts';
import { slotText } from './slot-name.ts';

/** Whose edges: a heap. Who asks for millions gives it columns that are all there, as `near`. */
type Labelled = Pick<Heap, 'near' | 'runtime'>;

/**
 * How an edge is written: `.tb_next`, `[3]`, `["key"]`, `[('tasks', None)]`, `.f_locals["x"]`; `{key}` leads from a dict to
 * a key, `{member}` from a set, `{hidden 2}` is an engine's own. Where it can, it is what the language itself would follow. Bounded work.
 */
export function edgeLabel(heap: Labelled, edgeIndex: number): string {
  const { edges, names } = heap.near;
  const name = edges.names[edgeIndex]!;
  switch ((edges.kinds[edgeIndex]! & EDGE_KIND_MASK) as EdgeKind) {
    case EdgeKind.attribute:
      return fieldLabel(names.text(name));
    case EdgeKind.local:
      return localLabel(heap, names.text(name));
    case EdgeKind.element:
      return `[${name}]`;
    case EdgeKind.internal:
      return heap.runtime.internalsAreItems ? `[${name}]` : `{hidden ${name}}`;
    case EdgeKind.entry:
      return `[${keyText(heap, name)}]`;
    case EdgeKind.key:
      return '{key}';
    case EdgeKind.member:
      return '{member}';
    case EdgeKind.slot:
      return slotText(names.text(name));
  }
}

function fieldLabel(name: string): string {
  return `.${memberText(name)}`;
}

function localLabel({ runtime }: Labelled, name: string): string {
  return runtime.localsField === undefined
    ? fieldLabel(name)
    : `.${runtime.localsField}[${JSON.stringify(name)}]`;
}

/** Texts as the language quotes them, other keys as the runtime writes them. */
function keyText({ near: snapshot, runtime }: Labelled, key: number): string {
  if (key === NONE) return '?';
  if (snapshot.objects.valueKinds[key] !== ValueKind.text)
    return runtime.describe(snapshot, key) ?? `<${typeName(snapshot, key)}>`;
  return JSON.stringify(knownValue(snapshot, key));
}

function typeName({ objects, types }: Heap['snapshot'], object: number): string {
  return types[objects.typeIndexes[object]!]!.name;
}
