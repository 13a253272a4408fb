import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BucketQueue } from '../../src/base/bucket-queue.ts';

test('the lowest comes first, and of equals the last added', () => {
  const operations = fc.array(fc.option(fc.nat(20)), { maxLength: 60 });
  fc.assert(
    fc.property(operations, (list) => {
      const queue = new BucketQueue<number>();
      const model: { priority: number; item: number }[] = [];
      list.forEach((priority, item) => {
        if (priority !== null) {
          queue.add(priority, item);
          model.push({ priority, item });
          return;
        }
        model.sort((a, b) => b.priority - a.priority || a.item - b.item);
        expect(queue.take()).toBe(model.pop()?.item);
      });
    }),
  );
});
