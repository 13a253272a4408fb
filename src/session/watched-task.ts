import type { Task } from '../base/task.ts';
import { processTeam } from './team/process-team.ts';

/** A task whose progress somebody may be looking at. */
export interface WatchedTask extends Task {
  /** Takes the progress off the screen, before something is printed and when the work is over. */
  rest(): void;
}

export const unwatchedTask: WatchedTask = {
  phase: () => undefined,
  step: () => undefined,
  rest: () => undefined,
  team: processTeam,
};
