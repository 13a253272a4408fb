import { STEP, type Task } from '../../base/task.ts';
import { EdgeKind, NONE } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import type { ObjectColumns } from '../../model/snapshot.ts';
import { targetOf } from './edge-graph.ts';
import type { LocationRows } from './location-rows.ts';
import type { NamedGraph } from './named-graph.ts';
import { RowList } from './row-list.ts';

/** What stands before a script's name where V8 shows itself in full, as it does in Deno. */
const INTERNAL = /^system \/ Script( \/ |$)/;

/**
 * Writes where functions and constructors are in the source. The file has the number of a script, and perhaps its node. If
 * not, it is the one to which a function's slots `shared` and then `script` lead (Node 20 calls it otherwise), so one function
 * of each script that has them is enough. O(locations), and the edges of a few functions.
 */
export function writePlaces(named: NamedGraph, locations: LocationRows, task: Task): void {
  const places = new Places(named, locations);
  const { count } = locations;
  // Functions of one script lie side by side.
  for (let block = 0; block < count; block += STEP) {
    task.step(block, count);
    const most = Math.min(block + STEP, count);
    for (let start = block, end = block; start < most; start = end) {
      end = places.endOfRun(start, most);
      places.write(start, end);
    }
  }
  places.writeLate();
}

class Places {
  readonly #columns: ObjectColumns;
  readonly #objects: Uint32Array;
  readonly #scripts: Float64Array;
  readonly #rowLines: Uint32Array;
  /** By script: the id of its name. */
  readonly #files: Map<number, number>;
  readonly #fileOf: (script: number) => number;
  readonly #scriptOf: (node: number) => number;
  /** Rows whose script has shown no file so far. */
  readonly #late = new RowList();

  constructor(named: NamedGraph, locations: LocationRows) {
    const { names, objects } = named.builder;
    const { array: nodeNames } = named.nodes.names;
    this.#columns = objects.columns;
    this.#objects = locations.objects.finish();
    this.#scripts = locations.scripts.finish();
    this.#rowLines = locations.lines.finish();
    this.#fileOf = (script) => fileName(names, nodeNames[script]!);
    this.#files = new Map(
      Array.from(locations.scriptNodes, ([script, node]) => [script, this.#fileOf(node)]),
    );
    this.#scriptOf = scriptReader(named);
  }

  /** Where rows of the same script end, at `most` or before. */
  endOfRun(start: number, most: number): number {
    const scripts = this.#scripts;
    const script = scripts[start]!;
    let end = start + 1;
    while (end < most && scripts[end] === script) end++;
    return end;
  }

  /** Of rows of one script. */
  write(start: number, end: number): void {
    const objects = this.#objects;
    const rowLines = this.#rowLines;
    const { lines, fileIds } = this.#columns;
    const file = this.#fileOfRun(start, end);
    for (let row = start; row < end; row++) {
      if (file === NONE) this.#late.add(row);
      const node = objects[row]!;
      lines[node] = rowLines[row]! + 1;
      fileIds[node] = file;
    }
  }

  /** Functions that come later may have shown the file. */
  writeLate(): void {
    for (const row of this.#late.finish()) {
      const file = this.#files.get(this.#scripts[row]!);
      if (file !== undefined) this.#columns.fileIds[this.#objects[row]!] = file;
    }
  }

  #fileOfRun(start: number, end: number): number {
    const script = this.#scripts[start]!;
    const known = this.#files.get(script);
    if (known !== undefined) return known;
    for (let row = start; row < end; row++) {
      const node = this.#scriptOf(this.#objects[row]!);
      if (node === NONE) continue;
      const file = this.#fileOf(node);
      this.#files.set(script, file);
      return file;
    }
    return NONE;
  }
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
