import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { edgeLabel } from '../../../query/edge-label.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { objectsByType } from '../../../query/objects-by-type.ts';
import { edgeReferrersOf } from '../../../query/reachability.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { functionName } from './alike.ts';
import { isGlobal, isPart } from './engine-parts.ts';
import { fileOf, isOutermost, scopeFile } from './scopes.ts';

const MOST_STEPS = 8;
const MOST_REFERENCES = 20_000;
/** Of more objects of a class, one that a list or a call has is any of them. */
const FEW = 100;

/** How the program itself gets at an object: from what, and what it writes behind that. */
export interface ProgramWay {
  /** A context, a module, the global object, or a function that has it as a property. */
  readonly from: number;
  readonly path: string;
}

type Where = Pick<Search, 'heap' | 'task'>;

/**
 * The shortest way to an object of a class from a variable, export or global in the program's own files, by properties and
 * entries of Maps: `userLoader`, `feed.prices$`. Of variables in a file as long, one of the file itself comes before those of a
 * function, of which there are as many as calls. Undefined: there is none near by, or it leads to one of many objects
 * that are all alike. Bounded work, once dominators are known.
 */
export function programWay(where: Where, object: number): ProgramWay | undefined {
  const { heap, task } = where;
  const { first, sources, edges, weak } = heap.derived(edgeReferrersOf, task);
  const { positions, counts } = heap.derived(dominatorTreeOf, task);
  const from = positions[object]!;
  const steps: Step[] = [{ object, path: '', depth: 0 }];
  const seen = new Set([object]);
  let best: (ProgramWay & { readonly rank: number; readonly depth: number }) | undefined;
  let left = MOST_REFERENCES;
  for (const step of steps) {
    if (step.depth === MOST_STEPS || (best !== undefined && best.depth === step.depth)) break;
    for (let row = first[step.object]!; row < first[step.object + 1]! && left > 0; row++, left--) {
      const [source, edge] = [sources[row]!, edges[row]!];
      const isOwn = positions[source]! >= from && positions[source]! < from + counts[object]!;
      if (weak.has(row) || isOwn) continue;
      const label = labelOf(heap, source, edge);
      if (label === undefined) continue;
      const way = { from: source, path: label + step.path };
      const rank = rankOf(where, way, edge);
      if (rank !== undefined) {
        const depth = step.depth + 1;
        if (best === undefined || isBefore({ ...way, rank }, best)) best = { ...way, rank, depth };
      } else if (!seen.has(source) && typeOf(heap, source).kind !== 'cell' && !isGlobal(heap, source)) {
        seen.add(source);
        steps.push({ object: source, path: way.path, depth: step.depth + 1 });
      }
    }
  }
  return best === undefined || isOneOfMany(where, object, best) ? undefined : best;
}

interface Step {
  readonly object: number;
  readonly path: string;
  readonly depth: number;
}

/** The same in every heap of a program, in whatever order its objects are. */
function isBefore(
  a: ProgramWay & { readonly rank: number },
  b: ProgramWay & { readonly rank: number },
): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.path.length === b.path.length ? a.path < b.path : a.path.length < b.path.length;
}

/** Names that say how JavaScript works. */
const noNames: ReadonlySet<string> = new Set(['this', 'arguments', 'exports', 'module', 'new.target']);
const noFields: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

/** What a program would write for a step; undefined: it cannot take it. */
function labelOf(heap: Heap, source: number, edge: number): string | undefined {
  const { edges, names } = heap.snapshot;
  const kind = edges.kinds[edge]! & EDGE_KIND_MASK;
  const name = () => names.text(edges.names[edge]!);
  if (kind === EdgeKind.local)
    return noNames.has(name()) || name().startsWith('.') ? undefined : edgeLabel(heap, edge);
  if (kind === EdgeKind.slot) return name() === 'table' ? '' : undefined;
  if (kind === EdgeKind.entry) return edgeLabel(heap, edge);
  if (isPart(heap, source)) return undefined;
  if (kind === EdgeKind.attribute) return noFields.has(name()) ? undefined : edgeLabel(heap, edge);
  return kind === EdgeKind.element ? edgeLabel(heap, edge) : undefined;
}

/** Of what a way may begin with, the lower the better; undefined: it goes on from there. */
function rankOf(where: Where, { from, path }: ProgramWay, edge: number): number | undefined {
  const { heap } = where;
  const { kind, name } = typeOf(heap, from);
  if (kind === 'cell') {
    const isVariable = (heap.snapshot.edges.kinds[edge]! & EDGE_KIND_MASK) === EdgeKind.local;
    if (!isVariable || !isOfProgram(scopeFile(where, from))) return undefined;
    return isOutermost(heap, from) ? 0 : 2;
  }
  if (isGlobal(heap, from)) return 1;
  if (kind === 'function')
    return isOfProgram(fileOf(heap, from)) && functionName(heap, from) !== '' ? 1 : undefined;
  return name === 'Module' && path.startsWith('.exports') && isOfProgram(moduleFile(heap, from))
    ? 1
    : undefined;
}

/** Whether a file is neither of Node nor of a package that the program uses. */
export function isOfProgram(file: string): boolean {
  return file !== '' && !file.startsWith('node:') && !/[/\\]node_modules[/\\]/.test(file);
}

/** Empty: that is not known. */
export function moduleFile({ snapshot }: Heap, module: number): string {
  const { valueIndexes } = snapshot.objects;
  const file = targetOf(snapshot, module, EdgeKind.attribute, snapshot.names.find('filename'));
  return file === NONE ? '' : snapshot.texts.text(valueIndexes[file]!);
}

function isOneOfMany(
  { heap, task }: Where,
  object: number,
  { path, rank }: ProgramWay & { rank: number },
): boolean {
  if (rank < 2 && !path.includes('[')) return false;
  const { first } = heap.derived(objectsByType, task);
  const type = heap.snapshot.objects.typeIndexes[object]!;
  return first[type + 1]! - first[type]! > FEW;
}
