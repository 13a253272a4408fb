import type { Task } from '../base/task.ts';
import { countReferences } from './count-references.ts';
import { NONE } from './kinds.ts';
import type { RootRows } from './root-rows.ts';
import type { EdgeColumns, ObjectColumns } from './snapshot.ts';

/**
 * Finds what must be held by something that is not in the snapshot (C code, a static variable): objects whose
 * refcount is larger than the strong references found (`hidden`, with the surplus), and objects without a refcount
 * that nothing refers to (`immortal`). `held` are objects to which a root is a reference of its own, once for each.
 * O(objects + edges); 4 bytes an object while it runs, and one a thread.
 */
export function deriveRoots(
  objects: ObjectColumns,
  edges: EdgeColumns,
  roots: RootRows,
  held: Uint32Array,
  task: Task,
): void {
  const references = countReferences(edges, task);
  for (const object of held) references[object]!++;
  const rooted = new Uint8Array(references.length);
  for (const object of roots.named()) rooted[object] = 1;
  for (let object = 0; object < references.length; object++) {
    const refcount = objects.refcounts?.[object] ?? NONE;
    const found = references[object]!;
    if (refcount !== NONE) {
      if (refcount > found) roots.addHidden(object, refcount - found);
    } else if (found === 0 && rooted[object] === 0) {
      roots.addImmortal(object);
    }
  }
}
