import { getHeapSnapshot } from 'node:v8';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { PieceSource } from '../../../src/formats/sources/piece-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import { rowsOf, sessionOn } from '../../support/run-command.ts';

test('a leak of this very process is found', { timeout: 180_000 }, async () => {
  class PlantedRecord {
    readonly values = Array.from({ length: 40 }, (_, k) => `value ${k} ${Math.random()}`);
  }
  class PlantedStore {
    readonly records = new Map<string, PlantedRecord>();
  }
  const store = new PlantedStore();
  for (let i = 0; i < 1500; i++) store.records.set(`record ${i}`, new PlantedRecord());
  const source = new PieceSource('own.heapsnapshot', 0, getHeapSnapshot());
  const snapshot = await readV8(source, { partial: false, task: quietTask });
  const found = rowsOf(await sessionOn(snapshot).table('leaks --share 1'));
  expect(store.records.size).toBe(1500);
  expect(found.map(({ finding }) => String(finding))).toContainEqual(
    expect.stringMatching(/^PlantedStore\.records \(Map\) holds 1,500 PlantedRecord/),
  );
});
