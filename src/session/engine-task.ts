import { CancelledError } from '../base/errors.ts';
import type { Task } from '../base/task.ts';
import type { EngineControl } from './engine-control.ts';
import type { WatchedTask } from './watched-task.ts';

/** The work of one request: its progress can be seen, and it can be stopped, from the shell's thread. */
export class EngineTask implements WatchedTask {
  readonly #control: EngineControl;
  readonly #request: number;

  constructor(control: EngineControl, request: number) {
    this.#control = control;
    this.#request = request;
  }

  phase(name: string): void {
    this.#control.tellPhase(name);
    this.#stopIfCancelled();
  }

  step(done: number, total: number): void {
    this.#control.tellStep(done, total);
    this.#stopIfCancelled();
  }

  rest(): void {
    this.#control.tellRest();
  }

  #stopIfCancelled(): void {
    if (this.#control.isCancelled(this.#request)) throw new CancelledError();
  }
}

/** Work that nobody has asked for yet: out of sight, and it gives way to any request after the last that was handled. */
export function backgroundTask(control: EngineControl, lastHandled: number): Task {
  const giveWay = () => {
    if (control.newest !== lastHandled) throw new CancelledError();
  };
  return { phase: giveWay, step: giveWay };
}
