import { formatCount } from '../../../base/quantities.ts';
import { STEP, type Task } from '../../../base/task.ts';
import { EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { countedType } from '../counted.ts';
import { typeOf } from '../set-words.ts';
import { calledFunctions } from './called-function.ts';
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
export function likeness({ snapshot }: Heap): (object: number) => string | number {
  const { typeIndexes, lines, fileIds, nameIds } = snapshot.objects;
  const isFunction = snapshot.types.map(({ kind }) => kind === 'function');
  const isPlain = snapshot.types.map(({ name }) => name === 'Object');
  const called = calledFunctions(snapshot);
  const [shape, noFile] = [snapshot.names.find('map'), snapshot.names.find('')];
  return (object) => {
    const type = typeIndexes[object]!;
    if (isFunction[type] === true) {
      const code = called(object);
      // What the engine brings along has no place, but each has its name.
      if (lines[code] === 0) return `name ${nameIds[code]}`;
      // Each that was made of a text begins anew at its first line, of no file.
      return fileIds[code] === NONE || fileIds[code] === noFile
        ? type
        : `${fileIds[code]}:${lines[code]}:${nameIds[code]}`;
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
  if (settles !== undefined) {
    return count === 1
      ? `1 function that ${settles}s a promise`
      : `${formatCount(count)} functions that ${settles} a promise`;
  }
  const text = functionText(heap, sample);
  if (samples.some((each) => functionText(heap, each) !== text)) return countedType(count, type);
  return `${formatCount(count)} ${count === 1 ? 'closure' : 'closures'} of ${text}`;
}

/** `call job (closures.cjs:4)`, `resolve a promise`: what is done where one of them is called. */
export function callText(heap: Heap, { samples }: Pick<Alike, 'samples'>): string {
  const settles = settlesText(heap, samples[0]!);
  return settles === undefined ? `call ${functionText(heap, samples[0]!)}` : `${settles} a promise`;
}

/** What the engine hands to a promise's executor: these have neither name nor place, but code that everybody knows. */
function settlesText({ snapshot }: Heap, object: number): string | undefined {
  const { nameIds } = snapshot.objects;
  const called = calledFunctions(snapshot)(object);
  const code = targetOf(snapshot, called, EdgeKind.slot, snapshot.names.find('code'));
  if (code === NONE || nameIds[code] === NONE) return undefined;
  const [, end] = /PromiseCapabilityDefault(Resolve|Reject)/.exec(snapshot.names.text(nameIds[code]!)) ?? [];
  return end?.toLowerCase();
}

/** `job (closures.cjs:4)`; without a name `the function at closures.cjs:4`. Of what `bind` has made: what that calls. */
export function functionText(heap: Heap, object: number): string {
  const called = calledFunctions(heap.snapshot)(object);
  const name = functionName(heap, called);
  const place = placeText(heap, called);
  if (name === '') return place === undefined ? 'a function without a name' : `the function at ${place}`;
  return place === undefined ? name : `${name} (${place})`;
}

/** Empty: it has none. */
export function functionName({ snapshot: { objects, names } }: Heap, object: number): string {
  const nameId = objects.nameIds[object]!;
  return nameId === NONE ? '' : names.text(nameId);
}
