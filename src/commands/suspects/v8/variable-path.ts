import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { edgeLabel } from '../../../query/edge-label.ts';
import type { Heap } from '../../../query/heap.ts';
import { distancesOf, edgeReferrersOf } from '../../../query/reachability.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { functionName, functionText } from './alike.ts';
import { isGlobal, isPart } from './engine-parts.ts';
import { exportIn } from './module-exports.ts';
import { fileText, placeText } from './place-text.ts';
import { isOfProgram, moduleFile, type ProgramWay, programWay } from './program-way.ts';
import { fileOf, scopeFile, scopeText } from './scopes.ts';

const MOST_STEPS = 8;
const REFERRERS_LOOKED_AT = 1000;
/** Of a longer way its beginning and its end are told. */
const LONGEST_PATH = 50;
const LONGEST_STEP = 40;
/** What a shorter name means only a minifier knows. */
const SHORTEST_NAME = 3;

/** Classes that say nothing of what an object is for. */
const plainClasses: ReadonlySet<string> = new Set([
  'Buffer',
  ...(['Object', 'Array', 'Map', 'Set', 'WeakMap', 'Promise'] as const),
  ...(['EventEmitter', 'EventTarget', 'AbortSignal', 'FinalizationRegistry'] as const),
]);

const plainKinds: ReadonlySet<ObjectKind> = new Set(['list', 'dict', 'set', 'string']);

type Where = Pick<Search, 'heap' | 'task'>;

/**
 * How the program calls an object: by the way from the nearest thing that has a name of its own, `cache (Array; variable in
 * load (app.js:3))`, `Session.log (Array)`. Each step goes to that referrer which says the most, never to one that
 * the object itself keeps alive. What is of a class, or a function that is not the program's own, is called by the program's
 * variable as well, where there is one: `app.sessions (Map in Server; variable in app.js)`. Bounded work, once distances and
 * dominators are known.
 */
export function variablePath(where: Where, object: number): string {
  const { heap } = where;
  const { at, labels } = wayTo(where, object);
  const way = isOfClass(heap, at) ? programWay(where, at) : undefined;
  if (way !== undefined) return wayText(where, way, { at, labels, object });
  return at === object ? ownName(where, at) : nameOf(where, at, labels.join(''), typeText(heap, object));
}

/** Whether Node itself calls an object so: by a variable, or a class, of its own source. */
export function isNamedByNode(where: Where, object: number): boolean {
  const { heap } = where;
  const { at } = wayTo(where, object);
  const { kind } = typeOf(heap, at);
  const file = kind === 'cell' ? scopeFile(where, at) : kind === 'function' ? fileOf(heap, at) : '';
  return file.startsWith('node:');
}

/** From the nearest thing that has a name. */
function wayTo(where: Where, object: number): { readonly at: number; readonly labels: readonly string[] } {
  const { heap } = where;
  const labels: string[] = [];
  const seen = new Set<number>();
  let at = object;
  while (labels.length < MOST_STEPS && !hasName(heap, at) && exportIn(where, at) === undefined) {
    seen.add(at);
    const found = bestReferrer(where, at, object, seen);
    if (found === undefined) break;
    const label = stepLabel(where, found);
    if (label !== undefined) labels.unshift(label);
    at = found.source;
  }
  return { at, labels };
}

/** Of what is the program's it is known what for; a text, a container or a buffer is called by who holds it. */
function hasName(heap: Heap, object: number): boolean {
  const { name, kind } = typeOf(heap, object);
  return (
    !plainClasses.has(name) && !plainKinds.has(kind) && !isPart(heap, object) && !/Array(Buffer)?$/.test(name)
  );
}

interface Reference {
  readonly source: number;
  readonly edge: number;
}

/** The one that says the most of what an object is for; of equals the nearest to the roots. */
function bestReferrer(
  where: Where,
  object: number,
  start: number,
  seen: ReadonlySet<number>,
): Reference | undefined {
  const { heap, task } = where;
  const { first, sources, edges, weak } = heap.derived(edgeReferrersOf, task);
  const { distances } = heap.derived(distancesOf, task);
  const tree = heap.derived(dominatorTreeOf, task);
  let best: (Reference & { readonly rank: number }) | undefined;
  const end = Math.min(first[object + 1]!, first[object]! + REFERRERS_LOOKED_AT);
  for (let row = first[object]!; row < end; row++) {
    const [source, edge] = [sources[row]!, edges[row]!];
    // A cut may have freed what refers to it.
    if (weak.has(row) || seen.has(source) || tree.positions[source] === NONE) continue;
    if (source !== start && tree.isRetained(source, start) && !isPart(heap, source)) continue;
    const rank = rankOf(where, source, edge) + distances[source]! / 2 ** 33;
    if (best === undefined || rank < best.rank) best = { source, edge, rank };
  }
  return best;
}

/** The lower the more it says. */
function rankOf(where: Where, source: number, edge: number): number {
  const { heap } = where;
  if (exportIn(where, source) !== undefined) return 1;
  const kind = heap.snapshot.edges.kinds[edge]! & EDGE_KIND_MASK;
  if (isPart(heap, source)) return kind === EdgeKind.entry ? 3 : 6;
  if (kind === EdgeKind.local) return 1;
  if (kind === EdgeKind.attribute) return typeOf(heap, source).name === 'Object' ? 2 : 0;
  return kind === EdgeKind.element ? 3 : kind === EdgeKind.slot ? 5 : 4;
}

/** Undefined: a step that only the engine takes. */
function stepLabel(where: Where, { source, edge }: Reference): string | undefined {
  const { heap } = where;
  const exported = exportIn(where, source);
  if (exported !== undefined) return `.${exported.name}`;
  const kind = heap.snapshot.edges.kinds[edge]! & EDGE_KIND_MASK;
  const isOwn = kind === EdgeKind.slot || kind === EdgeKind.internal || kind === EdgeKind.key;
  return isOwn || kind === EdgeKind.member ? undefined : edgeLabel(heap, edge);
}

/** `Map`, `concatenated string`: parentheses stand around it anyway. */
function typeText(heap: Heap, object: number): string {
  return typeOf(heap, object).name.replace(/^\((.*)\)$/, '$1');
}

/** Whether it is called by what it is, not by what the program has it in. */
function isOfClass(heap: Heap, object: number): boolean {
  const { name, kind } = typeOf(heap, object);
  if (kind === 'function') return !isOfProgram(fileOf(heap, object));
  return kind !== 'cell' && name !== 'Module' && hasName(heap, object) && !isGlobal(heap, object);
}

/** From what has a class to an object. */
interface OwnWay {
  readonly at: number;
  readonly labels: readonly string[];
  readonly object: number;
}

/** `userLoader._cacheMap (Map in DataLoader; variable in app.js)` */
function wayText(where: Where, { from, labels }: ProgramWay, own: OwnWay): string {
  const { heap } = where;
  const type = `${typeText(heap, own.object)}${className(heap, own)}`;
  return nameOf(where, from, folded([...labels, ...own.labels]), type);
}

/** ` in DataLoader`; empty where the object itself is of the class, or nobody has called it so. */
function className(heap: Heap, { at, object }: OwnWay): string {
  const { name, kind } = typeOf(heap, at);
  const text = kind === 'function' ? functionName(heap, at) : name;
  return at === object || text.length < SHORTEST_NAME ? '' : ` in ${text}`;
}

/** `.rates … .values_["rate"].observers_`: the first step and as many of the last as there is room for. */
function folded(labels: readonly string[]): string {
  const steps = labels.map((label) =>
    label.length <= LONGEST_STEP ? label : `${label.slice(0, LONGEST_STEP)}…`,
  );
  let length = steps[0]!.length;
  let from = steps.length;
  while (from > 1 && (from === steps.length || length + steps[from - 1]!.length <= LONGEST_PATH))
    length += steps[--from]!.length;
  return [steps[0], from > 1 ? ' … ' : '', ...steps.slice(from)].join('');
}

/** `path` leads from `at` to something of a type. */
function nameOf(where: Where, at: number, path: string, type: string): string {
  const { heap } = where;
  const { name, kind } = typeOf(heap, at);
  // V8 tells no name of the variable of a block.
  if (kind === 'cell' && path === '') return `${withArticle(type)} (variable in ${scopeText(where, at)})`;
  if (kind === 'cell') return `${path.replace(/^\./, '')} (${type}; variable in ${scopeText(where, at)})`;
  if (kind === 'function') {
    const place = placeText(heap, at);
    return `${functionName(heap, at)}${path} (${type}${place === undefined ? '' : `; ${place}`})`;
  }
  const exported = exportIn(where, at);
  if (exported !== undefined) return `${path.slice(1)} (${type}; export of ${moduleText(exported.file)})`;
  if (isPart(heap, at) || path === '') return withArticle(type);
  if (name === 'Module') return `${path.replace(/^\./, '')} (${type}) of ${moduleText(moduleFile(heap, at))}`;
  return `${isGlobal(heap, at) ? 'globalThis' : name}${path} (${type})`;
}

function withArticle(type: string): string {
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
}

function ownName(where: Where, object: number): string {
  const { heap } = where;
  const { kind, name } = typeOf(heap, object);
  if (kind === 'cell') return `what functions in ${scopeText(where, object)} share`;
  if (kind === 'function') return functionText(heap, object);
  return isGlobal(heap, object) ? 'globalThis' : name;
}

function moduleText(file: string): string {
  return file === '' ? 'a module' : fileText(file);
}
