import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { edgeReferrersOf, referrersOf } from '../../../query/reachability.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { scopeFile } from './scopes.ts';

/** A cell of an export, its table and its module have few. */
const MOST_REFERRERS = 100;

type Where = Pick<Search, 'heap' | 'task'>;

/** What a module gives out by `export`. */
export interface ModuleExport {
  readonly name: string;
  /** Empty: it is not known. */
  readonly file: string;
}

/**
 * The export whose value a cell of the engine has: such a variable is in no context. The module's table has its name, and right
 * behind it the cell. Undefined: the object is no such cell. Bounded work, once referrers are known.
 */
export function exportIn(where: Where, cell: number): ModuleExport | undefined {
  const { heap, task } = where;
  const { edges, objects, names, texts } = heap.snapshot;
  if (!isCalled(heap, cell, 'system / Cell')) return undefined;
  const rows = heap.derived(edgeReferrersOf, task);
  const end = Math.min(rows.first[cell + 1]!, rows.first[cell]! + MOST_REFERRERS);
  for (let row = rows.first[cell]!; row < end; row++) {
    const [table, edge] = [rows.sources[row]!, rows.edges[row]!];
    if (edge === edges.first[table]) continue;
    const key = edges.targets[edge - 1]!;
    const isTable = isSlot(heap, edge) && isSlot(heap, edge - 1) && typeOf(heap, key).kind === 'string';
    if (!isTable || Number(names.text(edges.names[edge]!)) !== Number(names.text(edges.names[edge - 1]!)) + 1)
      continue;
    const module = moduleOf(where, table);
    if (module !== NONE) return { name: texts.text(objects.valueIndexes[key]!), file: fileOf(where, module) };
  }
  return undefined;
}

/** The module whose exports a table has; NONE: it is another table. */
function moduleOf({ heap, task }: Where, table: number): number {
  const { first, sources } = heap.derived(referrersOf, task);
  const referrers = sources.subarray(
    first[table],
    Math.min(first[table + 1]!, first[table]! + MOST_REFERRERS),
  );
  return referrers.find((each) => isCalled(heap, each, 'system / SourceTextModule')) ?? NONE;
}

/** As its variables tell, or what Node knows of it: where it has nothing but exports, there are none. */
function fileOf(where: Where, module: number): string {
  const { heap, task } = where;
  const { snapshot } = heap;
  const { first, sources } = heap.derived(referrersOf, task);
  const url = snapshot.names.find('url');
  for (const each of sources.subarray(
    first[module],
    Math.min(first[module + 1]!, first[module]! + MOST_REFERRERS),
  )) {
    const text = url === NONE ? NONE : targetOf(snapshot, each, EdgeKind.attribute, url);
    const isText = text !== NONE && typeOf(heap, text).kind === 'string';
    const file = isText ? snapshot.texts.text(snapshot.objects.valueIndexes[text]!) : '';
    if (file !== '') return file;
    if (typeOf(heap, each).kind === 'cell') return scopeFile(where, each);
  }
  return '';
}

function isSlot({ snapshot: { edges } }: Heap, edge: number): boolean {
  return (edges.kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.slot;
}

function isCalled({ snapshot: { objects, names } }: Heap, object: number, name: string): boolean {
  const nameId = objects.nameIds[object]!;
  return nameId !== NONE && nameId === names.find(name);
}
