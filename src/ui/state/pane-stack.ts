import type { Pane, PaneState } from '../panes/pane.ts';
import type { RowCache } from './row-cache.ts';
import type { RowSource } from './row-source.ts';

/** An answer that can be gone back to. */
export interface OpenPane {
  /** Unlike any other's, ever. */
  readonly id: number;
  readonly pane: Pane;
  readonly state: PaneState;
  readonly source: RowSource;
  readonly rows: RowCache;
  /** Of what is no answer, but is read and closed, as the list of keys: where one was before. */
  readonly closesTo: Origin | undefined;
  /** The id of the pane that was in front when it was asked. */
  readonly askedFrom: number | undefined;
}

export interface Origin {
  readonly focus: 'prompt' | 'pane';
  /** The id of the pane that was in front. */
  readonly pane: number | undefined;
}

/** Answers, oldest first, and which of them is looked at. */
export interface PaneStack {
  readonly panes: readonly OpenPane[];
  /** Index into `panes`; -1 while there is none. */
  readonly front: number;
}

export const emptyStack: PaneStack = { panes: [], front: -1 };

const MOST_PANES = 100;
/** Of all panes together: the engine keeps about 8 bytes for each, so that they hold on to no more than results may. */
const MOST_ROWS = 64 * 2 ** 20;

export function frontPane({ panes, front }: PaneStack): OpenPane | undefined {
  return panes[front];
}

/**
 * With a pane on top, in front, in the place of what was only to be read. `dropped`: the oldest, where there are too many,
 * or too many rows in them.
 */
export function push(stack: PaneStack, pane: OpenPane): { stack: PaneStack; dropped: readonly OpenPane[] } {
  const all = [...stack.panes.filter(({ closesTo }) => closesTo === undefined), pane];
  const panes = all.slice(-keptOf(all));
  return { stack: { panes, front: panes.length - 1 }, dropped: all.slice(0, -panes.length) };
}

/** How many of the panes, from the top; the top one whatever it holds. */
function keptOf(panes: readonly OpenPane[]): number {
  let [kept, rows] = [0, 0];
  while (kept < Math.min(panes.length, MOST_PANES)) {
    rows += panes[panes.length - 1 - kept]!.state.outline.rowCount;
    if (rows > MOST_ROWS && kept > 0) break;
    kept++;
  }
  return kept;
}

/** One pane back or on; undefined at the end. */
export function step(stack: PaneStack, by: 1 | -1): PaneStack | undefined {
  const front = stack.front + by;
  return stack.panes[front] === undefined ? undefined : { ...stack, front };
}

/** With the pane in front that the front one was asked from; undefined: from none, or it is gone. */
export function toOrigin(stack: PaneStack): PaneStack | undefined {
  const asked = frontPane(stack)?.askedFrom;
  const front = stack.panes.findIndex(({ id }) => id === asked);
  return asked === undefined || front < 0 ? undefined : { ...stack, front };
}

/** Without the pane in front; what was looked at before it is in front again. */
export function withoutFront({ panes, front }: PaneStack): PaneStack {
  const left = panes.toSpliced(front, 1);
  const { closesTo, askedFrom } = panes[front] ?? {};
  const before = closesTo?.pane ?? askedFrom;
  const index = left.findIndex(({ id }) => id === before);
  return { panes: left, front: index < 0 ? left.length - 1 : index };
}

/** With another state of one pane, wherever it stands by now; the same stack when it is gone or nothing changes. */
export function withState(stack: PaneStack, id: number, change: (state: PaneState) => PaneState): PaneStack {
  const index = stack.panes.findIndex((pane) => pane.id === id);
  const pane = stack.panes[index];
  if (pane === undefined) return stack;
  const state = change(pane.state);
  return state === pane.state ? stack : { ...stack, panes: stack.panes.with(index, { ...pane, state }) };
}
