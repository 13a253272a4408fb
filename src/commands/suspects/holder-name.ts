import type { Task } from '../../base/task.ts';
import { NONE, type ObjectKind } from '../../model/kinds.ts';
import { edgeLabel } from '../../query/edge-label.ts';
import type { Heap } from '../../query/heap.ts';
import { distancesOf } from '../../query/reachability.ts';
import { typeOf } from './set-words.ts';
import { variablePath } from './v8/variable-path.ts';

/** What is nothing by itself: it is called by who holds it. */
const anonymous: ReadonlySet<ObjectKind> = new Set(['dict', 'list', 'tuple', 'set', 'cell']);
/** What has a name of its own. */
const named: ReadonlySet<ObjectKind> = new Set(['module', 'type', 'function', 'method', 'frame', 'code']);
const MOST_STEPS = 8;
const LONGEST_DESCRIPTION = 40;

/**
 * What a programmer would call an object: a container by the nearest thing on its way from the roots that is not just
 * another container, `app.Registry._entries["new"]`. Bounded work, once distances are known.
 */
export function holderName(heap: Heap, object: number, task: Task): string {
  if (heap.runtime.id === 'v8') return variablePath({ heap, task }, object);
  const { parents, parentEdges } = heap.derived(distancesOf, task);
  const labels: string[] = [];
  let at = object;
  while (labels.length < MOST_STEPS && anonymous.has(typeOf(heap, at).kind) && parents[at] !== NONE) {
    labels.unshift(edgeLabel(heap, parentEdges[at]!));
    at = parents[at]!;
  }
  const path = asFields(heap, labels.join(''));
  return path === '' ? withDescription(heap, at) : `${ownName(heap, at)}${path}`;
}

/** Of many objects of a type, which one it is: `app.Module name='sys'`. */
function withDescription(heap: Heap, object: number): string {
  const name = ownName(heap, object);
  const text =
    typeOf(heap, object).kind === 'instance' ? heap.runtime.describe(heap.snapshot, object) : undefined;
  return text === undefined || text.length > LONGEST_DESCRIPTION ? name : `${name} ${text}`;
}

function ownName(heap: Heap, object: number): string {
  const type = typeOf(heap, object);
  const isOfType = !named.has(type.kind);
  return (isOfType ? undefined : heap.runtime.describe(heap.snapshot, object)) ?? type.name;
}

/** `.__dict__["cache"]` is what one writes as `.cache`. */
function asFields({ runtime }: Heap, path: string): string {
  if (runtime.dictField === undefined) return path;
  const ownDict = `.${runtime.dictField}`;
  // What the dict of an object's fields holds, the object holds.
  if (path === ownDict) return '';
  const [first, ...others] = path.split(`${ownDict}["`);
  return others.reduce((text, rest) => {
    const end = rest.indexOf('"]');
    const name = rest.slice(0, end);
    const isField = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name);
    return isField ? `${text}.${name}${rest.slice(end + 2)}` : `${text}${ownDict}["${rest}`;
  }, first!);
}
