import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';
import { describeSnapshot } from '../support/describe-snapshot.ts';
import { heap } from '../support/heap.ts';
import { randomHeap } from '../support/random-heap.ts';
import { temporaryFiles } from '../support/temporary-files.ts';
import { writeHeapsh } from '../support/write-heapsh.ts';

const write = temporaryFiles();

const options = fc.record({
  seed: fc.nat(),
  widest: fc.boolean(),
  unknown: fc.boolean(),
  rowsPerChunk: fc.constantFrom(1, 2, 16_384),
  gzip: fc.boolean(),
});

test('what is written is read, in every codec and width', async () => {
  await fc.assert(
    fc.asyncProperty(randomHeap, options, async (spec, { seed, gzip, ...how }) => {
      const { snapshot } = heap(spec);
      expect(checkSnapshot(snapshot)).toEqual([]);
      const codec = (n: number) => ((seed + n * 7) % 3) as 0 | 1 | 2;
      const bytes = writeHeapsh(snapshot, { ...how, codec });
      const read = await openSnapshot(write('a.heapsh', gzip ? gzipSync(bytes) : bytes), { task: quietTask });
      expect(checkSnapshot(read)).toEqual([]);
      expect(describeSnapshot(read)).toEqual(describeSnapshot(snapshot));
    }),
    { numRuns: 300 },
  );
});
