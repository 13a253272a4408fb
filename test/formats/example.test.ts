import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { openSnapshot } from '../../src/formats/open-snapshot.ts';
import { checkSnapshot } from '../../src/model/check-snapshot.ts';

test('the embedded example is whole, and keeps what a snapshot promises', async () => {
  const file = fileURLToPath(new URL('../../src/example/pylint.heapsh', import.meta.url));
  const snapshot = await openSnapshot(file, { task: quietTask });
  expect(checkSnapshot(snapshot)).toEqual([]);
  expect(snapshot.source).toMatchObject({ partial: undefined, formatId: 'heapsh' });
  expect(snapshot.source.edgesToNowhere).toBeLessThan(snapshot.edgeCount / 100_000);
  expect(snapshot.objectCount).toBeGreaterThan(300_000);
  expect(snapshot.edgeCount).toBeGreaterThan(3 * snapshot.objectCount);
});
