import { QueryError } from '../../base/errors.ts';
import type { Heap } from '../../query/heap.ts';
import { didYouMean } from '../../query/nearest.ts';
import type { CommandContext } from '../command.ts';

/** Snapshots in their order, and where they lie in time. */
export interface Series {
  readonly heaps: readonly Heap[];
  /** Minutes since the first; where some time is unknown or two are the same, the number of each. */
  readonly times: readonly number[];
  readonly unit: 'minute' | 'snapshot';
}

/**
 * The snapshots of some names, in the order given; without names all that are open, in the order they were captured. Throws
 * QueryError for a name that is none, and where there are not two.
 */
export function seriesOf({ shell }: CommandContext, names: readonly string[]): Series {
  const open = shell.snapshots.map(({ heap }) => heap);
  const heaps = names.length === 0 ? open.toSorted(byCapture) : names.map((name) => find(open, name));
  if (heaps.length === 0) throw new QueryError('no snapshot is open', { hint: 'open one with: open FILE' });
  if (heaps.length < 2) throw tooFew(open);
  const captured = heaps.map(({ snapshot }) => Date.parse(snapshot.capture.captured ?? ''));
  const areTimes = captured.every((time, i) => !Number.isNaN(time) && (i === 0 || time > captured[i - 1]!));
  return areTimes
    ? { heaps, times: captured.map((time) => (time - captured[0]!) / 60_000), unit: 'minute' }
    : { heaps, times: heaps.map((_, i) => i), unit: 'snapshot' };
}

function tooFew(open: readonly Heap[]): QueryError {
  const names = open.map(({ name }) => name).join(', ');
  return new QueryError('nothing can grow in one snapshot: growth is about two or more', {
    hint: open.length === 1 ? 'open others of the same process with: open FILE' : `open are: ${names}`,
  });
}

function find(open: readonly Heap[], name: string): Heap {
  const heap = open.find((each) => each.name === name);
  if (heap !== undefined) return heap;
  const names = open.map((each) => each.name);
  throw new QueryError(`no open snapshot is called ${name}`, {
    hint: didYouMean(name, names) ?? `open are: ${names.join(', ')}`,
  });
}

/** By time, then by number in a series of the agent's; others stay as they were opened. */
function byCapture(a: Heap, b: Heap): number {
  const [one, other] = [a.snapshot.capture, b.snapshot.capture];
  if (one.captured !== undefined && other.captured !== undefined && one.captured !== other.captured) {
    return Date.parse(one.captured) - Date.parse(other.captured);
  }
  const isOneSeries = one.series !== undefined && one.series.id === other.series?.id;
  return isOneSeries ? one.series.number - other.series!.number : 0;
}
