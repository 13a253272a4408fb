import { STEP, type Task } from '../../base/task.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import { targetOf } from './edge-graph.ts';
import type { LocationRows } from './location-rows.ts';
import type { NamedGraph } from './named-graph.ts';

/** What stands before a script's name where V8 shows itself in full, as it does in Deno. */
const INTERNAL = /^system \/ Script( \/ |$)/;

/** Writes where functions and constructors are in the source. O(locations), and the edges of a few functions. */
export function writePlaces(named: NamedGraph, locations: LocationRows, task: Task): void {
  const files = filesOf(named, locations, task);
  const { lines, fileIds } = named.builder.objects.columns;
  const objects = locations.objects.finish();
  const scripts = locations.scripts.finish();
  const rowLines = locations.lines.finish();
  let last = Number.NaN;
  let file = NONE;
  for (let row = 0; row < objects.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, objects.length);
    const script = scripts[row]!;
    if (script !== last) file = files.get(script) ?? NONE;
    last = script;
    const node = objects[row]!;
    lines[node] = rowLines[row]! + 1;
    fileIds[node] = file;
  }
}

/**
 * By script: the id of its file's name. The file has the number of a script, and perhaps its node. If not, it is the one to
 * which a function's slots `shared` and then `script` lead (Node 20 calls it otherwise), so one function of each script that
 * has them is enough.
 */
function filesOf(named: NamedGraph, locations: LocationRows, task: Task): ReadonlyMap<number, number> {
  const { names } = named.builder;
  const { array: nodeNames } = named.nodes.names;
  const fileOf = (script: number): number => fileName(names, nodeNames[script]!);
  const files = new Map(Array.from(locations.scriptNodes, ([script, node]) => [script, fileOf(node)]));
  const scriptOf = scriptReader(named);
  const objects = locations.objects.finish();
  const scripts = locations.scripts.finish();
  // Functions of one script lie side by side.
  let last = Number.NaN;
  for (let row = 0; row < objects.length; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, objects.length);
    const script = scripts[row]!;
    if (script === last) continue;
    if (!files.has(script)) {
      const node = scriptOf(objects[row]!);
      if (node === NONE) continue;
      files.set(script, fileOf(node));
    }
    last = script;
  }
  return files;
}

/** The node of a function's script; NONE: it is no function. */
function scriptReader({ builder: { names }, graph }: NamedGraph): (node: number) => number {
  const shared = names.find('shared');
  const slots = ['script', 'script_or_debug_info'].map((name) => names.find(name));
  return (node) => {
    const code = targetOf(graph, node, EdgeKind.slot, shared);
    if (code === NONE) return NONE;
    return (
      slots.map((name) => targetOf(graph, code, EdgeKind.slot, name)).find((found) => found !== NONE) ?? NONE
    );
  };
}

function fileName(names: NameTable, scriptName: number): number {
  const text = names.text(scriptName);
  return INTERNAL.test(text) ? names.intern(text.replace(INTERNAL, '')) : scriptName;
}
