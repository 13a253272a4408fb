import { caseChanges } from './actions/change-case.ts';
import { deletions } from './actions/delete.ts';
import { kills } from './actions/kill.ts';
import { movements } from './actions/move.ts';
import { transpositions } from './actions/transpose.ts';
import { undoing } from './actions/undo.ts';
import { yanks } from './actions/yank.ts';
import type { LineState } from './line-state.ts';

const actions = {
  ...movements,
  ...deletions,
  ...kills,
  ...yanks,
  ...transpositions,
  ...caseChanges,
  ...undoing,
};

export type LineActionName = keyof typeof actions;

/** What keys do to the line, by the names that readline has for it. Each is pure; the cost is that of what it moves over. */
export const lineActions: Readonly<Record<LineActionName, (line: LineState) => LineState>> = actions;

export function isLineAction(name: string): name is LineActionName {
  return Object.hasOwn(lineActions, name);
}
