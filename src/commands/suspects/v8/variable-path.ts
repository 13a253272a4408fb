import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import { edgeLabel } from '../../../query/edge-label.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { distancesOf, edgeReferrersOf } from '../../../query/reachability.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { functionName, functionText } from './alike.ts';
import { isGlobal, isPart } from './engine-parts.ts';
import { placeText } from './place-text.ts';

const MOST_STEPS = 8;
const REFERRERS_LOOKED_AT = 1000;
const MOST_INNER_FUNCTIONS = 100_000;

/** Classes that say nothing of what an object is for. */
const plainClasses: ReadonlySet<string> = new Set([
  'Buffer',
  ...(['Object', 'Array', 'Map', 'Set', 'WeakMap', 'Promise'] as const),
  ...(['EventEmitter', 'EventTarget', 'AbortSignal'] as const),
]);

const plainKinds: ReadonlySet<ObjectKind> = new Set(['list', 'dict', 'set', 'string']);

type Where = Pick<Search, 'heap' | 'task'>;

/**
 * How the program calls an object: by the way from the nearest thing that has a name of its own, `Server.sessions (Map)`,
 * `cache (Array), a variable of load (app.js:3)`. Each step goes to that referrer which says the most, never to one that
 * the object itself keeps alive. Bounded work, once distances and dominators are known.
 */
export function variablePath(where: Where, object: number): string {
  const { at, labels } = wayTo(where, object);
  return at === object
    ? ownName(where, at)
    : nameOf(where, at, labels.join(''), typeText(where.heap, object));
}

/** Whether Node itself calls an object so: by a variable, or a class, of its own source. */
export function isNamedByNode(where: Where, object: number): boolean {
  const { heap } = where;
  const { at } = wayTo(where, object);
  const { kind } = typeOf(heap, at);
  const named = kind === 'cell' ? userOf(where, at) : kind === 'function' ? at : NONE;
  return named !== NONE && heap.runtime.location(heap.snapshot, named)?.file?.startsWith('node:') === true;
}

/** From the nearest thing that has a name. */
function wayTo(where: Where, object: number): { readonly at: number; readonly labels: readonly string[] } {
  const { heap } = where;
  const labels: string[] = [];
  const seen = new Set<number>();
  let at = object;
  while (labels.length < MOST_STEPS && !hasName(heap, at)) {
    seen.add(at);
    const found = bestReferrer(where, at, object, seen);
    if (found === undefined) break;
    const label = stepLabel(heap, found.edge);
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
  { heap, task }: Where,
  object: number,
  start: number,
  seen: ReadonlySet<number>,
): Reference | undefined {
  const { first, sources, edges, weak } = heap.derived(edgeReferrersOf, task);
  const { distances } = heap.derived(distancesOf, task);
  const { positions, counts } = heap.derived(dominatorTreeOf, task);
  const from = positions[start]!;
  const isOwn = (source: number) => positions[source]! >= from && positions[source]! < from + counts[start]!;
  let best: (Reference & { readonly rank: number }) | undefined;
  const end = Math.min(first[object + 1]!, first[object]! + REFERRERS_LOOKED_AT);
  for (let row = first[object]!; row < end; row++) {
    const [source, edge] = [sources[row]!, edges[row]!];
    if (weak.has(row) || seen.has(source) || (source !== start && isOwn(source) && !isPart(heap, source)))
      continue;
    const rank = rankOf(heap, source, edge) + distances[source]! / 2 ** 33;
    if (best === undefined || rank < best.rank) best = { source, edge, rank };
  }
  return best;
}

/** The lower the more it says. */
function rankOf(heap: Heap, source: number, edge: number): number {
  const kind = heap.snapshot.edges.kinds[edge]! & EDGE_KIND_MASK;
  if (isPart(heap, source)) return kind === EdgeKind.entry ? 3 : 6;
  if (kind === EdgeKind.local) return 1;
  if (kind === EdgeKind.attribute) return typeOf(heap, source).name === 'Object' ? 2 : 0;
  return kind === EdgeKind.element ? 3 : kind === EdgeKind.slot ? 5 : 4;
}

/** Undefined: a step that only the engine takes. */
function stepLabel(heap: Heap, edge: number): string | undefined {
  const kind = heap.snapshot.edges.kinds[edge]! & EDGE_KIND_MASK;
  const isOwn = kind === EdgeKind.slot || kind === EdgeKind.internal || kind === EdgeKind.key;
  return isOwn || kind === EdgeKind.member ? undefined : edgeLabel(heap, edge);
}

/** `Map`, `concatenated string`: parentheses stand around it anyway. */
function typeText(heap: Heap, object: number): string {
  return typeOf(heap, object).name.replace(/^\((.*)\)$/, '$1');
}

/** `path` leads from `at` to something of a type. */
function nameOf(where: Where, at: number, path: string, type: string): string {
  const { heap } = where;
  const { name, kind } = typeOf(heap, at);
  if (kind === 'cell') return `${path.replace(/^\./, '')} (${type}; variable of ${userText(where, at)})`;
  if (kind === 'function') {
    const place = placeText(heap, at);
    return `${functionName(heap, at)}${path} (${type}${place === undefined ? '' : `; ${place}`})`;
  }
  if (isPart(heap, at) || path === '') return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
  if (name === 'Module') return `${path.replace(/^\./, '')} (${type}) of ${moduleName(heap, at)}`;
  return `${isGlobal(heap, at) ? 'globalThis' : name}${path} (${type})`;
}

function ownName(where: Where, object: number): string {
  const { heap } = where;
  const { kind, name } = typeOf(heap, object);
  if (kind === 'cell') return `what ${userText(where, object)} shares with other functions`;
  if (kind === 'function') return functionText(heap, object);
  return isGlobal(heap, object) ? 'globalThis' : name;
}

/** `load (app.js:3)` */
function userText(where: Where, context: number): string {
  const user = userOf(where, context);
  return user === NONE ? 'a function' : functionText(where.heap, user);
}

/** The nearest function that sees these variables, of those within it too; NONE: none was found. Bounded work. */
function userOf({ heap, task }: Where, context: number): number {
  const { first, sources, weak } = heap.derived(edgeReferrersOf, task);
  const contexts = [context];
  let left = MOST_INNER_FUNCTIONS;
  for (const each of contexts) {
    for (let row = first[each]!; row < first[each + 1]! && left > 0; row++, left--) {
      const source = sources[row]!;
      if (weak.has(row)) continue;
      const { kind } = typeOf(heap, source);
      if (kind === 'function') return source;
      if (kind === 'cell') contexts.push(source);
    }
  }
  return NONE;
}

function moduleName({ snapshot }: Heap, module: number): string {
  const { valueIndexes } = snapshot.objects;
  const file = targetOf(snapshot, module, EdgeKind.attribute, snapshot.names.find('filename'));
  const text = file === NONE ? '' : snapshot.texts.text(valueIndexes[file]!);
  return text === '' ? 'a module' : (text.split(/[/\\]/).at(-1) ?? text);
}
