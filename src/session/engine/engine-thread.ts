import { statSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { isStandardInput } from '../../base/standard-input.ts';
import { colourStyle, plainStyle } from '../../output/style.ts';
import { AnswerWriter } from '../answer-writer.ts';
import { asHeapshError } from '../failure.ts';
import { heapshVersion } from '../heapsh-version.ts';
import { IndexKeeper } from '../indexes/index-keeper.ts';
import { LineRunner } from '../line-runner.ts';
import type { LineWriter } from '../line-writer.ts';
import { newSession } from '../new-session.ts';
import { prepare } from '../prepare.ts';
import { promptText } from '../prompt-text.ts';
import { readSession } from '../recorder/read-session.ts';
import { Recorder } from '../recorder/recorder.ts';
import { RecordingWriter } from '../recorder/recording-writer.ts';
import { runAgain } from '../recorder/run-again.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../shell-word.ts';
import { asideAnswers } from './aside-answers.ts';
import { AsideDesk } from './aside-desk.ts';
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
import { headerOf } from './header.ts';
import { PortSink } from './port-sink.ts';
import { ScreenWriter } from './screen-writer.ts';
import { Views } from './views.ts';

/** Milliseconds. */
const AT_ONCE = 20;
const SLICE = 5;

/** The thread behind the interactive shell: it holds the snapshots, runs the lines, and sends their answers back. */
export class EngineThread {
  readonly #port: MessagePort;
  readonly #control: EngineControl;
  readonly #indexes: IndexKeeper;
  readonly #session: Session;
  readonly #views = new Views();
  readonly #desk: AsideDesk;
  readonly #runner: LineRunner;
  readonly #recorder: Recorder;
  /** A line is run when the one before it is finished: opening a file lets messages in. */
  #queue: Promise<void> = Promise.resolve();
  #lastHandled = 0;

  constructor(port: MessagePort, settings: EngineSettings) {
    this.#port = port;
    this.#control = new EngineControl(settings.control);
    this.#indexes = new IndexKeeper(
      settings.index,
      // Not as an answer, which the next one would cover.
      (message) => void this.#runner.writer.complain(new HeapshError(message)),
      (look) => this.#reply({ kind: 'first-look', look }),
    );
    this.#session = newSession(this.#indexes);
    this.#desk = new AsideDesk(settings.asides, this.#control, asideAnswers(this.#session, this.#views));
    this.#recorder = new Recorder(this.#session, {
      isAutomatic: settings.records,
      isInteractive: true,
      environment: process.env,
      version: heapshVersion(),
    });
    this.#session.recording = this.#recorder;
    const writer = new RecordingWriter(this.#writer(settings), this.#recorder, { isPatient: false });
    this.#runner = new LineRunner(this.#session, writer);
    port.on('message', (message: EngineRequest | TextTaken) => {
      if (message.kind !== 'taken') this.#queue = this.#queue.then(() => this.#handle(message));
    });
  }

  #writer({ answers, answersToTerminal, colour }: EngineSettings): LineWriter {
    const width = () => this.#control.columns || Infinity;
    if (answers === 'screen') {
      return new ScreenWriter(this.#views, (answer) => this.#reply({ kind: 'answer', answer }), width);
    }
    return new AnswerWriter({
      out: new PortSink(this.#port, 'answers', answersToTerminal),
      messages: new PortSink(this.#port, 'messages', true),
      style: colour ? colourStyle : plainStyle,
      isInteractive: true,
      width,
    });
  }

  async #handle(request: EngineRequest): Promise<void> {
    const task = new EngineTask(this.#control, this.#desk, request.id);
    const outcome = await this.#work(request, task);
    task.end();
    this.#reply({ kind: 'done', id: request.id, outcome });
    this.#lastHandled = request.id;
    setImmediate(() => this.#rest(request.id));
  }

  async #work(request: EngineRequest, task: EngineTask): Promise<EngineOutcome> {
    return {
      status: await this.#statusOf(request, task),
      prompt: promptText(this.#session),
      quitting: this.#session.quitting,
      header: headerOf(this.#session),
      recordedIn: this.#recorder.file,
    };
  }

  async #statusOf(request: EngineRequest, task: EngineTask): Promise<EngineOutcome['status']> {
    if (request.kind === 'open') return await this.#open(request, task);
    if (request.kind === 'run') {
      return await this.#runner.run({ text: request.line, lineNumber: undefined, file: undefined }, task);
    }
    this.#recorder.close();
    await this.#indexes.save();
    return 'done';
  }

  async #open(request: FilesToOpen, task: EngineTask) {
    const greeting = () => this.#recorder.greeting;
    const outcome = await this.#runner.open(request.files, { ...request, greeting }, task);
    if (outcome === 'done' && request.resume !== undefined) await this.#resume(request.resume, task);
    if (outcome === 'cancelled') await this.#tellHowToOpen(request.files);
    return outcome === 'failed' ? 'unreadable' : outcome;
  }

  /** Files are opened one after the other: what is not there yet was stopped. What came by a pipe is gone. */
  async #tellHowToOpen(files: readonly string[]): Promise<void> {
    const file = files[this.#session.snapshots.length];
    if (file === undefined || isStandardInput(file)) return;
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return;
    const { writer } = this.#runner;
    await writer.print(
      [`to open it after all: open ${/^[\w./-]+$/.test(file) ? file : shellWord(file)}`],
      'dim',
    );
    await writer.flush();
  }

  async #resume(file: string, task: EngineTask): Promise<void> {
    const { writer } = this.#runner;
    try {
      const { count, problems } = await runAgain(this.#session, readSession(file), task);
      task.rest();
      for (const problem of problems) await writer.complain(new HeapshError(problem));
      this.#recorder.resume(file);
      const steps = count === 1 ? '1 step of' : `${formatCount(count)} steps of`;
      await writer.print([`${steps} ${file} ${count === 1 ? 'is' : 'are'} there again; it goes on`], 'dim');
    } catch (error) {
      await writer.complain(asHeapshError(error));
    }
    await writer.flush();
  }

  /** Nobody asks anything: digests of small answers are there at once, those of large ones when the heap is prepared. */
  #rest(after: number): void {
    if (this.#isAsked(after)) return;
    this.#recorder.work(AT_ONCE);
    this.#prepare();
    if (!this.#isAsked(after)) void this.#indexes.save();
    this.#digest(after);
  }

  /** In slices, between which messages come in. */
  #digest(after: number): void {
    if (this.#isAsked(after) || this.#recorder.work(SLICE)) return;
    setImmediate(() => this.#digest(after));
  }

  #isAsked(after: number): boolean {
    return this.#control.newest !== after || this.#lastHandled !== after;
  }

  #prepare(): void {
    const heap = this.#session.current;
    if (heap !== undefined) prepare(heap, backgroundTask(this.#control, this.#desk, this.#lastHandled));
  }

  #reply(reply: EngineReply): void {
    this.#port.postMessage(reply);
  }
}
