import { STEP } from '../../../base/task.ts';
import type { ObjectKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { type Alike, likeness, mostAlike } from './alike.ts';
import { isPart, isTable } from './engine-parts.ts';

/** So many of a class in each are a pile. */
const FEWEST_IN_EACH = 10;
/** A pile may be in a field of an object in a field of it. */
const MOST_LEVELS = 3;

/** That there are texts in a thing, or variables, says nothing of it. */
const plainKinds: ReadonlySet<ObjectKind> = new Set(['string', 'bytes', 'integer', 'float', 'cell']);

/**
 * Where most that some objects keep alive are things that are alike, many in each of them: what these are. Of what each has but
 * one or a few, as an array in a field, it is asked what is in these. O(what they keep alive, a few levels deep).
 */
export function innerPile({ heap, task }: Search, objects: readonly number[]): Alike | undefined {
  const tree = heap.derived(dominatorTreeOf, task);
  const keyOf = likeness(heap);
  const whole = objects.reduce((sum, object) => sum + tree.sizes[object]!, 0);
  let holders = objects;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const children = keptAlive({ heap, task }, holders);
    const alike = mostAlike(heap, children, task);
    if (alike === undefined || 2 * alike.bytes < whole) return undefined;
    const sample = alike.samples[0]!;
    if (plainKinds.has(typeOf(heap, sample).kind) || isPart(heap, sample)) return undefined;
    if (alike.count >= FEWEST_IN_EACH * objects.length) return alike;
    const key = keyOf(sample);
    holders = children.filter((child) => keyOf(child) === key);
  }
  return undefined;
}

/** What they keep alive directly, or by a table of theirs. */
function keptAlive({ heap, task }: Pick<Search, 'heap' | 'task'>, holders: readonly number[]): number[] {
  const tree = heap.derived(dominatorTreeOf, task);
  const found: number[] = [];
  const pending: number[] = [];
  const take = (object: number) =>
    tree.forEachChild(object, (child) => (isTable(heap, child) ? pending : found).push(child));
  for (const [i, holder] of holders.entries()) {
    if ((i & (STEP - 1)) === 0) task.step(i, holders.length);
    take(holder);
    while (pending.length > 0) take(pending.pop()!);
  }
  return found;
}
