import { formatCount } from '../../../base/quantities.ts';
import { STEP, type Task } from '../../../base/task.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { countedType } from '../counted.ts';
import { typeOf } from '../set-words.ts';
import { placeText } from './place-text.ts';

/** Objects of one class, or closures of one function, among others. */
export interface Alike {
  /** Any of them: for what they have in common. */
  readonly samples: readonly number[];
  readonly count: number;
  /** What each keeps alive, summed up. */
  readonly bytes: number;
}

const MOST_SAMPLES = 50;

/**
 * Of some objects the class, or the function that they are closures of, that keeps the most alive. Objects without a class are
 * told apart by their shape: which properties they were given, in which order. O(objects and their edges).
 */
export function mostAlike(heap: Heap, objects: Iterable<number>, task: Task): Alike | undefined {
  const { sizes } = heap.derived(dominatorTreeOf, task);
  const keyOf = likeness(heap);
  const byKey = new Map<string | number, { samples: number[]; count: number; bytes: number }>();
  let done = 0;
  for (const object of objects) {
    if ((done++ & (STEP - 1)) === 0) task.step(done, sizes.length);
    const key = keyOf(object);
    const group = byKey.get(key) ?? { samples: [], count: 0, bytes: 0 };
    byKey.set(key, group);
    group.count++;
    group.bytes += sizes[object]!;
    if (group.samples.length < MOST_SAMPLES) group.samples.push(object);
  }
  return [...byKey.values()].sort((a, b) => b.bytes - a.bytes || b.count - a.count)[0];
}

/** Tells what is alike: the key is equal then. */
function likeness({ snapshot }: Heap): (object: number) => string | number {
  const { typeIndexes, lines, fileIds, nameIds } = snapshot.objects;
  const isFunction = snapshot.types.map(({ kind }) => kind === 'function');
  const isPlain = snapshot.types.map(({ name }) => name === 'Object');
  const shape = snapshot.names.find('map');
  return (object) => {
    const type = typeIndexes[object]!;
    if (isFunction[type] === true) {
      // What the engine brings along has no place, but each has its name.
      return lines[object] === 0 ? `name ${nameIds[object]}` : `${fileIds[object]}:${lines[object]}`;
    }
    if (isPlain[type] !== true || shape === NONE) return type;
    return `shape ${targetOf(snapshot, object, EdgeKind.slot, shape)}`;
  };
}

/** `5,000 Session`, `3,000 closures of job (closures.cjs:4)`, `3,000 functions that resolve a promise` */
export function countedAlike(heap: Heap, { samples, count }: Alike): string {
  const sample = samples[0]!;
  const type = typeOf(heap, sample);
  if (type.kind !== 'function') return countedType(count, type);
  const settles = settlesText(heap, sample);
  if (settles !== undefined) return `${formatCount(count)} functions that ${settles} a promise`;
  return `${formatCount(count)} closures of ${functionText(heap, sample)}`;
}

/** What the engine hands to a promise's executor: these have neither name nor place, but code that everybody knows. */
function settlesText({ snapshot }: Heap, object: number): string | undefined {
  const { nameIds } = snapshot.objects;
  const code = targetOf(snapshot, object, EdgeKind.slot, snapshot.names.find('code'));
  if (code === NONE || nameIds[code] === NONE) return undefined;
  const [, end] = /PromiseCapabilityDefault(Resolve|Reject)/.exec(snapshot.names.text(nameIds[code]!)) ?? [];
  return end?.toLowerCase();
}

/** `job (closures.cjs:4)`; without a name `the function at closures.cjs:4`. */
export function functionText(heap: Heap, object: number): string {
  const name = functionName(heap, object);
  const place = placeText(heap, object);
  if (name === '') return place === undefined ? 'a function without a name' : `the function at ${place}`;
  return place === undefined ? name : `${name} (${place})`;
}

/** Empty: it has none. */
export function functionName({ snapshot: { objects, names } }: Heap, object: number): string {
  const nameId = objects.nameIds[object]!;
  return nameId === NONE ? '' : names.text(nameId);
}
