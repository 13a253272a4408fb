import { utimesSync } from 'node:fs';
import { quietTask } from '../../src/base/task.ts';
import type { IndexStore } from '../../src/formats/index-file/index-store.ts';
import { WriteJob } from '../../src/formats/index-file/write-job.ts';
import { openIndexed } from '../../src/formats/open-indexed.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';

/** An index at a path, as `--index` names it, that notes what the user would be told. `truth`: what the snapshot's file holds. */
export function storeAt(path: string, truth: () => HeapSnapshot, more: Partial<IndexStore> = {}) {
  const warnings: string[] = [];
  const store: IndexStore = {
    writer: 'test',
    isExplicit: true,
    leastRows: 0,
    pathFor: () => path,
    warn: (message) => warnings.push(message),
    write: (order) => new WriteJob(order),
    reread: truth,
    ...more,
  };
  return { store, warnings };
}

/** Opens a snapshot, looks at nothing, and brings its index up to date. */
export async function openAndSave(file: string, store: IndexStore): Promise<HeapSnapshot> {
  const { snapshot, index } = await openIndexed(file, { store, task: quietTask });
  await index?.save(snapshot, []);
  return snapshot;
}

/** As if the file had been written long ago: while it may still be written to, no index of it is kept. */
export function settle(file: string): string {
  utimesSync(file, 1_600_000_000, 1_600_000_000);
  return file;
}
