import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { CancelledError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { type AsideReply, type AsideRequest, type Asides, emptyAnswers } from './asides.ts';
import type { EngineControl } from './engine-control.ts';

/** Whoever knows the answers. They take a moment each; the task stops them when the user interrupts. */
export type AsideAnswers = {
  readonly [K in keyof Asides]: (task: Task, ...words: Parameters<Asides[K]>) => ReturnType<Asides[K]>;
};

/**
 * The engine's end of the line on which asides come. While nothing runs they come as events; whatever runs calls `poll`
 * in its steps, and they are answered in between.
 */
export class AsideDesk {
  readonly #port: MessagePort;
  readonly #control: EngineControl;
  #answers: AsideAnswers | undefined;
  #taken = 0;
  /** Interruptions before the aside that is being answered; undefined: none is. */
  #interruptions: number | undefined;

  constructor(port: MessagePort, control: EngineControl) {
    this.#port = port;
    this.#control = control;
  }

  /** Begins to answer. What came before waits for it. To be called once. */
  open(answers: AsideAnswers): void {
    this.#answers = answers;
    this.#port.on('message', (request: AsideRequest) => {
      this.#taken++;
      this.#replyFully(request);
    });
  }

  /** What runs now belongs to an aside: not to the request whose step it may be in. */
  get isAnswering(): boolean {
    return this.#interruptions !== undefined;
  }

  /** Answers what has come in. Costs a look at a number when nothing has. */
  poll(): void {
    if (this.#control.asides === this.#taken || this.isAnswering || this.#answers === undefined) return;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const request = next;
      const answer = this.#answer(request);
      if (answer !== undefined) this.#reply(request, answer.value);
      // It was stopped together with what it came in between of; nobody has meant it.
      else setImmediate(() => this.#replyFully(request));
    }
  }

  /** Throws CancelledError when the user has interrupted since the aside began. */
  stopIfInterrupted(): void {
    if (this.#control.interruptions !== this.#interruptions) throw new CancelledError();
  }

  #next(): AsideRequest | undefined {
    const received = receiveMessageOnPort(this.#port) as { message: AsideRequest } | undefined;
    if (received !== undefined) this.#taken++;
    return received?.message;
  }

  /** Undefined: it was interrupted. A question that fails has an empty answer; it must not cost the session. */
  #answer({ kind, words }: AsideRequest): { readonly value: AsideReply['answer'] } | undefined {
    this.#interruptions = this.#control.interruptions;
    const look = () => this.stopIfInterrupted();
    try {
      const answer = this.#answers?.[kind] as (task: Task, ...words: unknown[]) => AsideReply['answer'];
      return { value: answer({ phase: look, step: look }, ...words) };
    } catch (error) {
      return error instanceof CancelledError ? undefined : { value: emptyAnswers[kind] };
    } finally {
      this.#interruptions = undefined;
    }
  }

  #replyFully(request: AsideRequest): void {
    const answer = this.#answer(request);
    // Rows are in sight: without them it would stay blank there, and whoever interrupts twice means the line.
    if (answer === undefined && request.kind === 'rows') setImmediate(() => this.#replyFully(request));
    else this.#reply(request, answer === undefined ? emptyAnswers[request.kind] : answer.value);
  }

  #reply({ id }: AsideRequest, answer: AsideReply['answer']): void {
    this.#port.postMessage({ id, answer } satisfies AsideReply);
  }
}
