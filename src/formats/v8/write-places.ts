import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { LocationRows } from './location-rows.ts';

/** What stands before a script's name where V8 shows itself in full, as it does in Deno. */
const INTERNAL = /^system \/ Script( \/ |$)/;

/**
 * Writes where functions and constructors are in the source. The file has the number of a script, and perhaps its node. If
 * not, it is the one to which a function's slots `shared` and then `script` lead (Node 20 calls it otherwise), so one function
 * of each script that has them is enough. O(locations), and the edges of a few functions.
 */
export function writePlaces(
  builder: SnapshotBuilder,
  locations: LocationRows,
  graph: EdgeGraph,
  nameOf: (node: number) => number,
  task: Task,
): void {
  const shared = builder.names.find('shared');
  const scripts = ['script', 'script_or_debug_info'].map((name) => builder.names.find(name));
  const files = new Map(
    Array.from(locations.scriptNodes, ([script, node]) => [script, fileOf(builder, nameOf(node))]),
  );
  const { lines, fileIds } = builder.objects.columns;
  const objects = locations.objects.finish();
  const numbers = locations.scripts.finish();
  const rowLines = locations.lines.finish();
  // Functions of one script lie side by side.
  let last = Number.NaN;
  for (let row = 0; row < objects.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, 2 * objects.length);
    const node = objects[row]!;
    lines[node] = rowLines[row]! + 1;
    const number = numbers[row]!;
    if (number === last || files.has(number)) {
      last = number;
      continue;
    }
    const code = slotOf(graph, node, shared);
    const target = scripts.map((name) => slotOf(graph, code, name)).find((found) => found !== NONE);
    if (target !== undefined) files.set(number, fileOf(builder, nameOf(target)));
  }
  let file = NONE;
  last = Number.NaN;
  for (let row = 0; row < objects.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(objects.length + row, 2 * objects.length);
    const number = numbers[row]!;
    if (number !== last) file = files.get(number) ?? NONE;
    last = number;
    fileIds[objects[row]!] = file;
  }
}

function fileOf({ names }: SnapshotBuilder, scriptName: number): number {
  const text = names.text(scriptName);
  return INTERNAL.test(text) ? names.intern(text.replace(INTERNAL, '')) : scriptName;
}

function slotOf({ first, targets, names, kinds }: EdgeGraph, node: number, name: number): number {
  if (node === NONE) return NONE;
  for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
    if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot) return targets[e]!;
  }
  return NONE;
}
