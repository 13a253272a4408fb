import type { EdgesPart } from '../ast.ts';
import { edgeLabel } from '../edge-label.ts';
import { alternatives, didYouMean } from '../nearest.ts';
import type { ObjectSet } from '../object-set.ts';
import { memberText } from '../parser/names.ts';
import { slotNamed } from '../slot-name.ts';
import { typeAsEdge } from '../type-as-field.ts';

const MOST_OBJECTS = 500;
const MOST_EDGES = 200;
const MOST_NAMED = 5;

/** What may have been meant where EDGES names none. Bounded work: some of the objects, some edges of each. */
export function nearEdges(part: EdgesPart, set: ObjectSet): string {
  if (set.indexes.length === 0) return 'the set is empty';
  if (part.kind !== 'from') return 'nothing refers to these objects';
  const { edge } = part;
  if (edge.kind === 'any') return 'these objects refer to nothing';
  if (edge.kind === 'object') return 'no object of the set refers to it';
  if (edge.kind === 'name') return typeAsEdge(edge.name, set.heap) ?? nearFields(edge.name, set);
  return nearOf(`[${JSON.stringify(edge.key)}]`, edgeLabels(set));
}

/** The same of a field's name, or a slot's. */
export function nearFields(name: string, set: ObjectSet): string {
  return nearOf(name, slotNamed(name) === undefined ? fieldNames(set) : edgeLabels(set));
}

function nearOf(typed: string, names: ReadonlySet<string>): string {
  const near = didYouMean(typed, names);
  if (near !== undefined) return near;
  const some = [...names].slice(0, MOST_NAMED);
  return some.length === 0 ? 'these objects refer to nothing by a name' : `there are ${alternatives(some)}`;
}

/** As the objects' types have them. */
function fieldNames({ heap: { snapshot, runtime }, indexes }: ObjectSet): Set<string> {
  const { typeIndexes } = snapshot.objects;
  const types = new Set(Array.from(some(indexes), (object) => typeIndexes[object]!));
  return new Set([...types].flatMap((type) => runtime.fieldNames(snapshot, type).map(memberText)));
}

/** As they are written: `["key"]`, `[3]`. */
function edgeLabels({ heap, indexes }: ObjectSet): Set<string> {
  const { first } = heap.snapshot.edges;
  const labels = new Set<string>();
  for (const object of some(indexes)) {
    const end = Math.min(first[object + 1]!, first[object]! + MOST_EDGES);
    for (let e = first[object]!; e < end; e++) labels.add(edgeLabel(heap, e));
  }
  return new Set([...labels].filter((label) => label.startsWith('[')));
}

function some(indexes: Uint32Array): Uint32Array {
  return indexes.subarray(0, MOST_OBJECTS);
}
