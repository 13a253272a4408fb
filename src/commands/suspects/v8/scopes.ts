import { EDGE_KIND_MASK, EdgeKind, NONE } from '../../../model/kinds.ts';
import type { Heap } from '../../../query/heap.ts';
import { targetOf } from '../../../query/named-edge.ts';
import { referrersOf } from '../../../query/reachability.ts';
import type { Search } from '../finding.ts';
import { typeOf } from '../set-words.ts';
import { functionName } from './alike.ts';
import { fileText, placeText } from './place-text.ts';

/** Of a scope each call within it may be one. */
const MOST_REFERRERS = 100_000;
const MOST_OUTER_SCOPES = 100;

type Where = Pick<Search, 'heap' | 'task'>;

/**
 * Where variables are that closures share: `createStore (redux.cjs:94)`, the nearest function around them that has a name;
 * of a module's own `server.js`. Not by who sees them: these are any functions within. Bounded work.
 */
export function scopeText(where: Where, context: number): string {
  const { heap } = where;
  const seeing = functionIn(where, context, MOST_REFERRERS);
  const file = fileOf(heap, seeing);
  for (let at = context, n = 0; at !== NONE && n < MOST_OUTER_SCOPES; at = outerScope(heap, at), n++) {
    const name = declaringName(heap, at);
    if (name === '') continue;
    const declared = declaredAround(where, at, name, seeing);
    const place = (declared === NONE ? undefined : placeText(heap, declared)) ?? fileText(file);
    return place === '' ? name : `${name} (${place})`;
  }
  if (file !== '') return fileText(file);
  const name = seeing === NONE ? '' : functionName(heap, seeing);
  return name === '' ? 'a function' : `what ${name} sees`;
}

/** The file that they are in; empty: so many of those that refer to them do not tell. */
export function scopeFile(where: Where, context: number, most = MOST_REFERRERS): string {
  return fileOf(where.heap, functionIn(where, context, most));
}

/** Whether there is one of each variable, and not one for each call of a function. */
export function isOutermost(heap: Heap, context: number): boolean {
  return outerScope(heap, context) === NONE && declaringName(heap, context) === '';
}

/** NONE: what is around are the program's globals. */
function outerScope(heap: Heap, context: number): number {
  const outer = slotOf(heap, context, 'previous');
  return outer !== NONE && typeOf(heap, outer).kind === 'cell' ? outer : NONE;
}

/**
 * What V8 knows of a scope begins with the names of its variables, and then comes that of the function whose scope it is; where
 * that has been given to it by what it was assigned to, once more as written there, `exports.load`. Empty: a function without
 * a name, a module, a block.
 */
function declaringName(heap: Heap, context: number): string {
  const { edges, names, texts, objects } = heap.snapshot;
  const info = slotOf(heap, context, 'scope_info');
  // V8 tells no variables of a block by their names.
  if (info === NONE || !hasVariables(heap, context)) return '';
  let name = '';
  let next = 0;
  for (let e = edges.first[info]!, end = edges.first[info + 1]!; e < end; e++) {
    const target = edges.targets[e]!;
    if ((edges.kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.internal) continue;
    if (edges.names[e] !== next) break;
    next++;
    const nameId = objects.nameIds[target]!;
    // Of many variables there is a table.
    if (nameId !== NONE && names.text(nameId) === '(context local names)') continue;
    if (typeOf(heap, target).name !== '(string)') break;
    name = texts.text(objects.valueIndexes[target]!);
  }
  return name.startsWith('<') ? '' : name;
}

function hasVariables({ snapshot: { edges } }: Heap, context: number): boolean {
  for (let e = edges.first[context]!; e < edges.first[context + 1]!; e++)
    if ((edges.kinds[e]! & EDGE_KIND_MASK) === EdgeKind.local) return true;
  return false;
}

/**
 * The function of a name that sees what is around a scope, if it is still there; `within`: a function in it. Of several it is
 * the last that begins before that one, as `createStore: () => createStore` of a bundler does not. Bounded work.
 */
function declaredAround({ heap, task }: Where, context: number, name: string, within: number): number {
  const around = slotOf(heap, context, 'previous');
  if (around === NONE || within === NONE) return NONE;
  const { first, sources, weak } = heap.derived(referrersOf, task);
  const { lines, fileIds } = heap.snapshot.objects;
  const last = name.split('.').at(-1);
  const end = Math.min(first[around + 1]!, first[around]! + MOST_REFERRERS);
  let best = NONE;
  for (let row = first[around]!; row < end; row++) {
    const source = sources[row]!;
    if (weak.has(row) || typeOf(heap, source).kind !== 'function') continue;
    if (functionName(heap, source) !== last || fileIds[source] !== fileIds[within]) continue;
    if (lines[source]! > lines[within]!) continue;
    if (best === NONE || lines[source]! > lines[best]!) best = source;
  }
  return best;
}

/** A function that sees these variables, if there is one that tells its file; NONE: none was found. Bounded work. */
function functionIn({ heap, task }: Where, context: number, most: number): number {
  const { first, sources, weak } = heap.derived(referrersOf, task);
  const contexts = [context];
  let left = most;
  let any = NONE;
  for (let each = contexts.pop(); each !== undefined; each = contexts.pop()) {
    // A scope around thousands of calls may have all of theirs before any function; then one within those tells.
    const end = Math.min(first[each + 1]!, first[each]! + Math.ceil(left / 2));
    for (let row = first[each]!; row < end; row++, left--) {
      const source = sources[row]!;
      if (weak.has(row)) continue;
      const { kind } = typeOf(heap, source);
      if (kind === 'cell') contexts.push(source);
      if (kind !== 'function') continue;
      if (fileOf(heap, source) !== '') return source;
      if (any === NONE) any = source;
    }
  }
  return any;
}

/** Empty: it is not known. */
export function fileOf({ runtime, snapshot }: Heap, object: number): string {
  return object === NONE ? '' : (runtime.location(snapshot, object)?.file ?? '');
}

function slotOf({ snapshot }: Heap, object: number, name: string): number {
  const nameId = snapshot.names.find(name);
  return nameId === NONE ? NONE : targetOf(snapshot, object, EdgeKind.slot, nameId);
}
