import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { colourStyle, plainStyle } from '../output/style.ts';
import type { Completions } from '../query/completion/completions.ts';
import { completions } from './completions.ts';
import { EngineControl } from './engine-control.ts';
import type {
  EngineOutcome,
  EngineReply,
  EngineRequest,
  EngineSettings,
  FilesToOpen,
  TextTaken,
} from './engine-messages.ts';
import { backgroundTask, EngineTask } from './engine-task.ts';
import { LineRunner } from './line-runner.ts';
import { newSession } from './new-session.ts';
import { PortSink } from './port-sink.ts';
import { prepare } from './prepare.ts';
import { promptText } from './prompt-text.ts';

/** The thread behind the interactive shell: it holds the snapshots, runs the lines, and sends text back. */
class EngineThread {
  readonly #port: MessagePort;
  readonly #control: EngineControl;
  readonly #session = newSession();
  readonly #runner: LineRunner;
  /** A line is run when the one before it is finished: opening a file lets messages in. */
  #queue: Promise<void> = Promise.resolve();
  #lastHandled = 0;

  constructor(port: MessagePort, settings: EngineSettings) {
    this.#port = port;
    this.#control = new EngineControl(settings.control);
    this.#runner = new LineRunner(this.#session, {
      out: new PortSink(port, 'answers', settings.answersToTerminal),
      messages: new PortSink(port, 'messages', true),
      style: settings.colour ? colourStyle : plainStyle,
      isInteractive: true,
      width: () => this.#control.columns || Infinity,
    });
    port.on('message', (message: EngineRequest | TextTaken) => {
      if (message.kind !== 'taken') this.#queue = this.#queue.then(() => this.#handle(message));
    });
  }

  async #handle(request: EngineRequest): Promise<void> {
    if (request.kind === 'complete') this.#complete(request);
    else this.#reply({ kind: 'done', id: request.id, outcome: await this.#work(request) });
    this.#lastHandled = request.id;
    setImmediate(() => this.#prepare());
  }

  async #work(request: EngineRequest & { kind: 'open' | 'run' }): Promise<EngineOutcome> {
    const task = new EngineTask(this.#control, request.id);
    const status =
      request.kind === 'open'
        ? await this.#open(request, task)
        : await this.#runner.run({ text: request.line, lineNumber: undefined, file: undefined }, task);
    return { status, prompt: promptText(this.#session), quitting: this.#session.quitting };
  }

  async #open(request: FilesToOpen, task: EngineTask) {
    const outcome = await this.#runner.open(request.files, request, task);
    return outcome === 'failed' ? 'unreadable' : outcome;
  }

  #complete({ id, line, cursor }: EngineRequest & { kind: 'complete' }): void {
    this.#reply({ kind: 'completions', id, completions: this.#completionsAt(line, cursor) });
  }

  /** A guess that fails must not cost the session. */
  #completionsAt(line: string, cursor: number): Completions {
    try {
      return completions(this.#session, line, cursor);
    } catch {
      return { span: { start: cursor, end: cursor }, items: [] };
    }
  }

  #prepare(): void {
    const heap = this.#session.current;
    if (heap !== undefined) prepare(heap, backgroundTask(this.#control, this.#lastHandled));
  }

  #reply(reply: EngineReply): void {
    this.#port.postMessage(reply);
  }
}

if (parentPort === null) throw new Error('engine-worker.ts runs as a worker thread');
new EngineThread(parentPort, workerData as EngineSettings);
