import { EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { PathSegment } from '../ast.ts';
import type { Heap } from '../heap.ts';
import { targetOf } from '../named-edge.ts';
import { knownValue } from '../object-value.ts';
import type { Cell } from '../result.ts';
import { NO_FIELD, type Runtime } from '../runtimes/runtime.ts';
import type { Operand } from './environment.ts';

type Step = (objectIndex: number) => number;

/** `.a.b["k"][0]` from the object of each row: follows the edges of the snapshot, builds nothing. O(edges on the way). */
export function pathOperand(
  heap: Heap,
  segments: readonly PathSegment[],
  start: ((row: number) => number) | undefined,
): Operand {
  const { snapshot, runtime } = heap;
  const object = fromRow(compose(stepsOf(snapshot, runtime, segments)), start);
  const column = columnAtEnd(heap, segments, start);
  const hidesNumber = numberHider(heap, segments, start);
  return {
    unit: 'object',
    object,
    value: (row) => {
      const target = object(row);
      if (target === NO_FIELD) return column?.(row);
      return target < 0 ? null : knownValue(snapshot, target);
    },
    ...(hidesNumber && { hidesNumber }),
  };
}

/** Only the end of a path can be a number: one has no fields. */
function numberHider(
  { snapshot, runtime }: Heap,
  segments: readonly PathSegment[],
  start: ((row: number) => number) | undefined,
): ((row: number) => boolean) | undefined {
  const last = segments.at(-1);
  if (runtime.mayHoldNumber === undefined || last === undefined) return undefined;
  const before = segments.slice(0, -1);
  const identity = (objectIndex: number): number => objectIndex;
  const holder = fromRow(before.length === 0 ? identity : compose(stepsOf(snapshot, runtime, before)), start);
  const [step] = stepsOf(snapshot, runtime, [last]);
  const mayHold = runtime.mayHoldNumber(snapshot, typeof last === 'string' ? last : last.key);
  const { objects, types } = snapshot;
  return (row) => {
    const object = holder(row);
    if (object < 0) return false;
    const target = step!(object);
    if (target < 0) return target === NO_FIELD && mayHold(object);
    const isNumber = types[objects.typeIndexes[target]!]!.kind === 'float';
    return isNumber && objects.valueKinds[target] === ValueKind.none;
  };
}

function fromRow(path: Step, start: ((row: number) => number) | undefined): Step {
  if (start === undefined) return path;
  return (row) => {
    const subject = start(row);
    return subject === NONE || subject < 0 ? NO_FIELD : path(subject);
  };
}

function compose(steps: readonly Step[]): Step {
  const [only] = steps;
  if (steps.length === 1) return only!;
  return (objectIndex) => {
    let at = objectIndex;
    for (const step of steps) {
      if (at < 0) return NO_FIELD;
      at = step(at);
    }
    return at;
  };
}

function stepsOf(snapshot: HeapSnapshot, runtime: Runtime, segments: readonly PathSegment[]): Step[] {
  const steps: Step[] = [];
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i]!;
    const next = segments[i + 1];
    if (segment === runtime.localsField) {
      const local = next === undefined ? undefined : nameOf(next);
      steps.push(local === undefined ? localsStep(snapshot, runtime) : localStep(snapshot, runtime, local));
      i++;
    } else if (typeof segment === 'string') steps.push(runtime.fieldReader(snapshot, segment));
    else steps.push(runtime.itemReader(snapshot, segment.key));
  }
  return steps;
}

function nameOf(segment: PathSegment): string | undefined {
  if (typeof segment === 'string') return segment;
  return typeof segment.key === 'string' ? segment.key : undefined;
}

/** `.f_locals.x`: a local of the frame; in a frame that has a real dict of locals, its entry. */
function localStep(snapshot: HeapSnapshot, runtime: Runtime, name: string): Step {
  const nameId = snapshot.names.find(name);
  const dictOfLocals = runtime.fieldReader(snapshot, runtime.localsField!);
  const entry = runtime.itemReader(snapshot, name);
  return (objectIndex) => {
    const local = nameId === NONE ? NONE : targetOf(snapshot, objectIndex, EdgeKind.local, nameId);
    if (local !== NONE) return local;
    const dict = dictOfLocals(objectIndex);
    return dict < 0 ? NO_FIELD : entry(dict);
  };
}

/** `.f_locals` alone: no object is all the locals, so it is the frame that has them. */
function localsStep(snapshot: HeapSnapshot, runtime: Runtime): Step {
  const dictOfLocals = runtime.fieldReader(snapshot, runtime.localsField!);
  const { objects, types } = snapshot;
  return (objectIndex) => {
    const dict = dictOfLocals(objectIndex);
    const isFrame = types[objects.typeIndexes[objectIndex]!]!.kind === 'frame';
    return dict < 0 && isFrame ? objectIndex : dict;
  };
}

/** `.tb_lineno`, `.tb_frame.f_lineno`: the end of the path is no object but a column of the snapshot. */
function columnAtEnd(
  { snapshot, runtime }: Heap,
  segments: readonly PathSegment[],
  start: ((row: number) => number) | undefined,
): ((row: number) => Cell) | undefined {
  const last = segments.at(-1);
  const field = typeof last === 'string' ? runtime.columnFields.get(last) : undefined;
  if (field === undefined) return undefined;
  const { objects, types, names } = snapshot;
  const holder = fromRow(compose(stepsOf(snapshot, runtime, segments.slice(0, -1))), start);
  return (row) => {
    const object = holder(row);
    if (object < 0 || !field.kinds.includes(types[objects.typeIndexes[object]!]!.kind)) return undefined;
    if (field.column === 'line') return objects.lines[object] || undefined;
    const name = objects.nameIds[object]!;
    return name === NONE ? undefined : names.text(name);
  };
}
