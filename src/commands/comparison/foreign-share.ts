import { STEP, type Task } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';

/**
 * The share of the objects matched whose match is of another type. What an object is stays as it is while its process runs,
 * but for texts, which are put together, and nodes of a page, which come off it: those count as equal. Of snapshots of one
 * process of Node none differed; of two that had run the same three lines one in a hundred, and of two servers every second. O(objects).
 */
export function foreignShare(
  before: HeapSnapshot,
  after: HeapSnapshot,
  later: Uint32Array,
  task: Task,
): number {
  const numbers = new Map<string, number>();
  const numbersOf = ({ types }: HeapSnapshot): Uint32Array =>
    Uint32Array.from(types, ({ name, kind }) => {
      const what = kind === 'string' ? kind : name.replace(/^Detached /, '');
      const number = numbers.get(what) ?? numbers.size;
      numbers.set(what, number);
      return number;
    });
  const [numbersBefore, numbersAfter] = [numbersOf(before), numbersOf(after)];
  const { typeIndexes } = before.objects;
  const { typeIndexes: laterTypeIndexes } = after.objects;
  let [matched, foreign] = [0, 0];
  for (let object = 0; object < later.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, later.length);
    const match = later[object]!;
    if (match === NONE) continue;
    matched++;
    if (numbersBefore[typeIndexes[object]!] !== numbersAfter[laterTypeIndexes[match]!]) foreign++;
  }
  return matched === 0 ? 0 : foreign / matched;
}
