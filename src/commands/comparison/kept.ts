import { matchByAddress, matchByHeapId } from '../../analysis/match-objects.ts';
import { formatPercent } from '../../base/quantities.ts';
import { STEP, type Task } from '../../base/task.ts';
import { NONE, type ObjectKind } from '../../model/kinds.ts';
import type { CaptureFacts, HeapSnapshot } from '../../model/snapshot.ts';
import { foreignShare } from './foreign-share.ts';

/** Which objects of an earlier snapshot are in a later one still. */
export interface Kept {
  /** By object of the earlier: the same object in the later, or NONE. Undefined: nobody can tell. */
  readonly later: Uint32Array | undefined;
  /** How it was found out, for the answer's notes. */
  readonly note: string;
}

/** The share of ids that may stand for something else in snapshots of one process. */
const MOST_FOREIGN = 0.005;

/** They grow and shrink where they are. */
const resizable: ReadonlySet<ObjectKind> = new Set(['list', 'dict', 'set']);

/**
 * By heap id where the runtime gives each object one of its own; where only addresses are known, which are given anew, by
 * address, type and size. Only within one process. O(objects), 4 bytes an object of the earlier, and while it runs about
 * 11 of the later.
 */
export function keptObjects(before: HeapSnapshot, after: HeapSnapshot, task: Task): Kept {
  if (before === after) {
    const later = new Uint32Array(before.objectCount).map((_, object) => object);
    return { later, note: 'both are of one snapshot: kept are those that are in both sets' };
  }
  task.phase('matching objects');
  if (!isOneProcess(before.capture, after.capture)) {
    return { later: undefined, note: 'objects are not matched: these are snapshots of two processes' };
  }
  const identity = leastIdentity(before.capture, after.capture);
  if (identity === 'none') {
    return {
      later: undefined,
      note: 'objects are not matched: this runtime moves them and gives them no number that lasts',
    };
  }
  if (identity === 'stable' && before.objects.heapIds !== undefined && after.objects.heapIds !== undefined) {
    return byHeapId(before, after, task);
  }
  return {
    later: alike(before, after, matchByAddress(before.objects, after.objects, task), task),
    note: 'kept objects are likely the same: they have the same address, type and size (a list, dict or set may have another size)',
  };
}

/** A snapshot of V8 does not say of which process it is; its objects do. */
function byHeapId(before: HeapSnapshot, after: HeapSnapshot, task: Task): Kept {
  const later = matchByHeapId(before.objects, after.objects, task);
  const foreign = foreignShare(before, after, later, task);
  if (foreign <= MOST_FOREIGN) return { later, note: 'kept objects have the same heap id' };
  const share = formatPercent(100 * foreign);
  return {
    later: undefined,
    note: `objects are not matched: these are snapshots of two processes, since ${share} of the heap ids that are in both stand for objects of another type`,
  };
}

function isOneProcess(before: CaptureFacts, after: CaptureFacts): boolean {
  if (before.runtime !== after.runtime || before.processId !== after.processId) return false;
  return before.started === after.started;
}

function leastIdentity(before: CaptureFacts, after: CaptureFacts): CaptureFacts['identity'] {
  const both = [before.identity, after.identity];
  return both.includes('none') ? 'none' : both.includes('reused') ? 'reused' : 'stable';
}

/** Leaves those matches out that are of another type or size. */
function alike(before: HeapSnapshot, after: HeapSnapshot, later: Uint32Array, task: Task): Uint32Array {
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const beforeTypes = Uint32Array.from(before.types, ({ name }) => numberOf(name));
  const afterTypes = Uint32Array.from(after.types, ({ name }) => numberOf(name));
  const { typeIndexes, sizes } = before.objects;
  const { typeIndexes: laterTypeIndexes, sizes: laterSizes } = after.objects;
  const mayGrow = before.types.map(({ kind }) => resizable.has(kind));
  for (let object = 0; object < later.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, later.length);
    const match = later[object]!;
    if (match === NONE) continue;
    const type = typeIndexes[object]!;
    const isAlike =
      beforeTypes[type] === afterTypes[laterTypeIndexes[match]!] &&
      (mayGrow[type] === true || sizes[object] === laterSizes[match]);
    if (!isAlike) later[object] = NONE;
  }
  return later;
}
