import { CancelledError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { processTeam } from '../team/process-team.ts';
import type { WatchedTask } from '../watched-task.ts';
import type { AsideDesk } from './aside-desk.ts';
import type { EngineControl } from './engine-control.ts';

/**
 * The work of one request: its progress can be seen, and it can be stopped, from the shell's thread; in its steps asides
 * are answered. Cells of a table may hold on to the task of their command: when the request is over it does nothing.
 */
export class EngineTask implements WatchedTask {
  readonly team = processTeam;
  readonly #control: EngineControl;
  readonly #desk: AsideDesk;
  readonly #request: number;
  #isOver = false;

  constructor(control: EngineControl, desk: AsideDesk, request: number) {
    this.#control = control;
    this.#desk = desk;
    this.#request = request;
  }

  phase(name: string): void {
    if (this.#isOver) return;
    if (!this.#desk.isAnswering) this.#control.tellPhase(name);
    this.#look();
  }

  step(done: number, total: number): void {
    if (this.#isOver) return;
    if (!this.#desk.isAnswering) this.#control.tellStep(done, total);
    this.#look();
  }

  rest(): void {
    if (!this.#isOver) this.#control.tellRest();
  }

  end(): void {
    this.rest();
    this.#isOver = true;
  }

  #look(): void {
    if (this.#desk.isAnswering) {
      this.#desk.stopIfInterrupted();
    } else {
      if (this.#control.isCancelled(this.#request)) throw new CancelledError();
      this.#desk.poll();
    }
  }
}

/** Work that nobody has asked for yet: out of sight, and it gives way to any request after the last that was handled. */
export function backgroundTask(control: EngineControl, desk: AsideDesk, lastHandled: number): Task {
  const giveWay = () => {
    if (control.newest !== lastHandled) throw new CancelledError();
    desk.poll();
  };
  return { phase: giveWay, step: giveWay, team: processTeam };
}
