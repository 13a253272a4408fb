import type { Task } from '../../base/task.ts';
import { dominatorTreeOf } from '../../query/dominance.ts';
import { asItIs, type Derivation, type Heap } from '../../query/heap.ts';
import { explain } from './explain.ts';
import type { Finding } from './finding.ts';
import { type FindingRow, findingRows } from './finding-rows.ts';
import { rulesFor } from './rules.ts';

/** What stands out in a heap. */
export interface Suspects {
  /** Bytes of what roots reach, and how many objects that are. */
  readonly whole: number;
  readonly reachedCount: number;
  readonly rows: readonly FindingRow[];
}

/** Per cent of the heap that a finding explains, where nobody says how many. */
export const SHARE = 5;

const byShare = new Map<number, Derivation<Suspects>>();

/**
 * What explains so many per cent of the heap, and what tells by its number alone. It takes seconds to find, is the same every
 * time, and is small beside the heap: so it is kept, for each share that somebody has asked for.
 */
export function suspectsAt(share: number): Derivation<Suspects> {
  const known = byShare.get(share);
  if (known !== undefined) return known;
  const derivation: Derivation<Suspects> = {
    name: 'looking for what stands out',
    compute: (heap, task) => findSuspects(heap, share, task),
    kept: asItIs(`suspects of ${share}%`),
  };
  byShare.set(share, derivation);
  return derivation;
}

/** By all rules. */
function findSuspects(heap: Heap, share: number, task: Task): Suspects {
  const tree = heap.derived(dominatorTreeOf, task);
  const whole = tree.sizes[tree.top]!;
  const search = { heap, whole, least: Math.max((share * whole) / 100, 1), task };
  const found: Finding[] = [];
  for (const rule of rulesFor(heap)) {
    const telling = rule(search, found).filter((each) => each.isTellingAnyway || each.bytes >= search.least);
    found.push(...telling);
  }
  return { whole, reachedCount: tree.order.length, rows: findingRows(explain(heap, found, task)) };
}
