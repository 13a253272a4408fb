import type { Task } from '../../base/task.ts';
import type { ReplayedLine, ReplayedLines } from '../../commands/command.ts';
import type { Heap } from '../../query/heap.ts';
import { identityOf } from '../recorder/session-head.ts';
import type { Session } from '../session.ts';
import { chooseSnapshots } from './choose-snapshots.ts';
import { diffCounts, differenceLines } from './diff-text.ts';
import {
  digested,
  hasHeapIds,
  isSameSnapshot,
  type OpenedSnapshot,
  openSnapshots,
} from './open-snapshots.ts';
import { outcomeLabel, outcomeRemark } from './outcome-words.ts';
import { mayBeRedrawn, type ReplaySource, readReplaySource } from './replay-source.ts';
import { type ReplayedStep, replaySteps } from './replay-steps.ts';
import { ReplaySummary } from './summary.ts';

/** The snapshots that are open where a replay is asked for. */
export interface OpenHeaps {
  readonly heaps: readonly Heap[];
  readonly current: Heap | undefined;
}

/**
 * Replays a file in a new session on the snapshots that are open, without their cuts, or where none is on those that the
 * file names. Throws HeapshError when the file or a snapshot cannot be read, and CancelledError.
 */
export async function replayInShell(
  session: Session,
  file: string,
  open: OpenHeaps,
  task: Task,
): Promise<ReplayedLines> {
  const source = readReplaySource(file);
  const opened = await snapshotsFor(session, source, open, task);
  const sameSnapshot = isSameSnapshot(opened) !== false;
  const summary = new ReplaySummary();
  const lines: ReplayedLine[] = [];
  const notes: string[] = [];
  const options = { sameSnapshot, mayBeRedrawn: mayBeRedrawn(source), task };
  for await (const replayed of replaySteps(session, source.steps, options)) {
    summary.add(replayed);
    notes.push(...replayed.warnings);
    const { step, passes } = replayed;
    lines.push({
      step: step.number,
      command: step.command,
      outcome: outcomeLabel(replayed),
      difference: differenceText(replayed),
      passes,
    });
  }
  const where = sameSnapshot
    ? []
    : ['this is another snapshot than it was recorded on: differences are drift'];
  return { lines, notes: [summary.text(), ...where, ...notes] };
}

async function snapshotsFor(
  session: Session,
  source: ReplaySource,
  { heaps, current }: OpenHeaps,
  task: Task,
): Promise<OpenedSnapshot[]> {
  if (heaps.length === 0) {
    return await openSnapshots(session, chooseSnapshots(source, []), { partial: false, task });
  }
  const recorded = source.session?.frontMatter?.values.snapshots ?? [];
  const opened: OpenedSnapshot[] = [];
  for (const [i, heap] of heaps.entries()) {
    session.add(heap.whole);
    // Where nobody says what was recorded, its digest is of no use.
    const identity = identityOf(heap);
    const now = recorded[i]?.sha256 === undefined ? identity : await digested(identity, task);
    opened.push({ recorded: recorded[i], now, hasHeapIds: hasHeapIds(heap) });
  }
  if (current !== undefined) session.use(current.name);
  return opened;
}

function differenceText(replayed: ReplayedStep): string | undefined {
  const { outcome } = replayed;
  const remark = outcomeRemark(replayed);
  if (remark !== undefined) return remark;
  if (outcome.kind === 'drift' && replayed.expectation !== 'fails') return diffCounts(outcome.diff);
  return differenceLines(replayed)[0]?.text;
}
