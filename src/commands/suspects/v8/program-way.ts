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
import { exportIn } from './module-exports.ts';
import { fileOf, isOutermost, scopeFile } from './scopes.ts';

const MOST_STEPS = 8;
const MOST_REFERENCES = 20_000;
/** Of a context, to find a function that tells its file. */
const MOST_OF_ONE = 1000;
/** Of more objects of a class, one that a list or a call has is any of them. */
const FEW = 100;

/** How the program itself gets at an object: from what, and what it writes behind that, step by step. */
export interface ProgramWay {
  /** A context, the cell of an export, a module, the global object, or a function that has it as a property. */
  readonly from: number;
  readonly labels: readonly string[];
}

type Where = Pick<Search, 'heap' | 'task'>;

/**
 * The shortest way to an object of a class from a variable, export or global in the program's own files, by properties and
 * entries of Maps: `userLoader`, `feed.prices$`. Of those as short, variables of a file come before those of a
 * function, of which there are as many as calls. Undefined: there is none near by, or it leads to one of many objects
 * that are all alike. Bounded work, once dominators are known.
 */
export function programWay(where: Where, object: number): ProgramWay | undefined {
  const { heap, task } = where;
  const { first, sources, edges, weak } = heap.derived(edgeReferrersOf, task);
  const tree = heap.derived(dominatorTreeOf, task);
  const steps: Step[] = [{ from: object, labels: [], depth: 0 }];
  const seen = new Set([object]);
  const found: Found[] = [];
  let left = MOST_REFERENCES;
  for (const { from: at, labels, depth } of steps) {
    if (depth === MOST_STEPS || found[0]?.depth === depth) break;
    for (let row = first[at]!; row < first[at + 1]! && left > 0; row++, left--) {
      const [source, edge] = [sources[row]!, edges[row]!];
      // A cut may have freed what refers to it.
      if (weak.has(row) || tree.isRetained(source, object) || tree.positions[source] === NONE) continue;
      const label = labelOf(where, source, edge);
      if (label === undefined) continue;
      const step = { from: source, labels: label === '' ? labels : [label, ...labels], depth: depth + 1 };
      const beginning = beginningOf(where, source, edge);
      if (beginning !== undefined) found.push({ ...step, ...beginning });
      else if (!seen.has(source) && typeOf(heap, source).kind !== 'cell' && !isGlobal(heap, source)) {
        seen.add(source);
        steps.push(step);
      }
    }
  }
  const best = bestOf(heap, found);
  return best === undefined || isOneOfMany(where, object, best) ? undefined : best;
}

interface Step extends ProgramWay {
  readonly depth: number;
}

/** What a way begins with: the lower the rank, the better. */
interface Beginning {
  readonly rank: number;
  readonly file: string;
}

type Found = Step & Beginning;

/**
 * What one module exports many others have in variables: it is called as where it comes from. The same in every heap of a program,
 * in whatever order its objects are.
 */
function bestOf(heap: Heap, found: Found[]): Found | undefined {
  found.sort(compare);
  const exported = found.find(({ from }) => typeOf(heap, from).name === 'Module');
  return found.find(({ file }) => exported === undefined || file === exported.file);
}

function compare(a: Found, b: Found): number {
  const [path, other] = [a.labels.join(''), b.labels.join('')];
  return (
    a.rank - b.rank || path.length - other.length || compareTexts(path, other) || compareTexts(a.file, b.file)
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Names that say how JavaScript works. */
const noNames: ReadonlySet<string> = new Set(['this', 'arguments', 'exports', 'module', 'new.target']);
const noFields: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

/** What a program would write for a step; undefined: it cannot take it. */
function labelOf(where: Where, source: number, edge: number): string | undefined {
  const { heap } = where;
  const { edges, names } = heap.snapshot;
  const kind = edges.kinds[edge]! & EDGE_KIND_MASK;
  const name = () => names.text(edges.names[edge]!);
  if (kind === EdgeKind.local)
    return noNames.has(name()) || name().startsWith('.') ? undefined : edgeLabel(heap, edge);
  if (kind === EdgeKind.slot) {
    if (name() === 'table') return '';
    const exported = exportIn(where, source);
    return exported === undefined ? undefined : `.${exported.name}`;
  }
  if (kind === EdgeKind.entry) return edgeLabel(heap, edge);
  if (isPart(heap, source)) return undefined;
  if (kind === EdgeKind.attribute) return noFields.has(name()) ? undefined : edgeLabel(heap, edge);
  return kind === EdgeKind.element ? edgeLabel(heap, edge) : undefined;
}

/** Undefined: a way goes on from there. */
function beginningOf(where: Where, source: number, edge: number): Beginning | undefined {
  const { heap } = where;
  const { edges, names } = heap.snapshot;
  const { kind, name } = typeOf(heap, source);
  const edgeKind = edges.kinds[edge]! & EDGE_KIND_MASK;
  if (isGlobal(heap, source)) return { rank: 1, file: '' };
  const inFile = (rank: number, file: string) => (isOfProgram(file) ? { rank, file } : undefined);
  if (kind === 'cell') {
    const file = edgeKind === EdgeKind.local ? scopeFile(where, source, MOST_OF_ONE) : '';
    return inFile(isOutermost(heap, source) ? 0 : 2, file);
  }
  if (kind === 'function')
    return functionName(heap, source) === '' ? undefined : inFile(1, fileOf(heap, source));
  if (name === 'Module' && edgeKind === EdgeKind.attribute && names.text(edges.names[edge]!) === 'exports')
    return inFile(1, moduleFile(heap, source));
  return inFile(0, exportIn(where, source)?.file ?? '');
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

function isOneOfMany({ heap, task }: Where, object: number, { labels, rank }: Found): boolean {
  if (rank < 2 && !labels.some((label) => label.startsWith('['))) return false;
  const { first } = heap.derived(objectsByType, task);
  const type = heap.snapshot.objects.typeIndexes[object]!;
  return first[type + 1]! - first[type]! > FEW;
}
