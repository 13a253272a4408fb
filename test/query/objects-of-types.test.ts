import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { Heap } from '../../src/query/heap.ts';
import { objectsByType } from '../../src/query/objects-by-type.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import type { Scope } from '../../src/query/scope.ts';
import { objectsOfTypes } from '../../src/query/sets/objects-of-types.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';

test('objects of types are ascending, whether all objects have been sorted by type or not', () => {
  fc.assert(
    fc.property(randomHeap, fc.infiniteStream(fc.boolean()), (spec, isWanted) => {
      const { snapshot } = heap(spec);
      const types = [...snapshot.types.keys()].filter(() => isWanted.next().value);
      const expected = [...snapshot.objects.typeIndexes.keys()].filter((object) =>
        types.includes(snapshot.objects.typeIndexes[object]!),
      );
      const whole = new Heap('h', snapshot, runtimeOf(snapshot.capture.runtime));
      const scope = { heap: whole, task: quietTask } as Scope;
      expect([...objectsOfTypes(types, scope)]).toEqual(expected);
      whole.derived(objectsByType, quietTask);
      expect([...objectsOfTypes(types, scope)]).toEqual(expected);
    }),
  );
});
