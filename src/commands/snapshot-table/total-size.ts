import { STEP } from '../../base/task.ts';
import { asItIs, type Derivation } from '../../query/heap.ts';

/** Bytes of all objects of a heap. Worth keeping: every shell begins with it. */
export const totalSize: Derivation<number> = {
  name: 'adding up sizes',
  compute({ snapshot }, task) {
    const { sizes } = snapshot.objects;
    let total = 0;
    for (let object = 0; object < snapshot.objectCount; object++) {
      if ((object & (STEP - 1)) === 0) task.step(object, snapshot.objectCount);
      total += sizes[object]!;
    }
    return total;
  },
  kept: asItIs('bytes'),
};
