import { statSync } from 'node:fs';
import type { MessagePort } from 'node:worker_threads';
import { HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { isStandardInput } from '../../base/standard-input.ts';
import type { Task } from '../../base/task.ts';
import { colourStyle, plainStyle } from '../../output/style.ts';
import { AnswerWriter } from '../answer-writer.ts';
import { asHeapshError } from '../failure.ts';
import { heapshVersion } from '../heapsh-version.ts';
import type { IndexKeeper } from '../indexes/index-keeper.ts';
import { LineRunner } from '../line-runner.ts';
import type { LineWriter } from '../line-writer.ts';
import { newSession } from '../new-session.ts';
import { prepare, prepareAnswers } from '../prepare.ts';
import { promptText } from '../prompt-text.ts';
import { readSession } from '../recorder/read-session.ts';
import { Recorder } from '../recorder/recorder.ts';
import { RecordingWriter } from '../recorder/recording-writer.ts';
import { runAgain } from '../recorder/run-again.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../shell-word.ts';
import type { WatchedTask } from '../watched-task.ts';
import { asideAnswers } from './aside-answers.ts';
import type { AsideAnswers } from './aside-desk.ts';
import type { EngineControl } from './engine-control.ts';
import type { EngineOutcome, EngineReply, EngineSettings, FilesToOpen } from './engine-messages.ts';
import { headerOf } from './header.ts';
import { PortSink } from './port-sink.ts';
import { ScreenWriter } from './screen-writer.ts';
import { Views } from './views.ts';

export interface SessionSurroundings {
  readonly port: MessagePort;
  readonly control: EngineControl;
  readonly settings: EngineSettings;
  readonly indexes: IndexKeeper;
}

/** The interactive shell's session: opens what it is told to, runs its lines, and writes their answers to the port. */
export class EngineSession {
  readonly asides: AsideAnswers;
  readonly recorder: Recorder;
  readonly #session: Session;
  readonly #runner: LineRunner;
  readonly #views = new Views();

  constructor(surroundings: SessionSurroundings) {
    this.#session = newSession(surroundings.indexes);
    this.asides = asideAnswers(this.#session, this.#views);
    this.recorder = new Recorder(this.#session, {
      isAutomatic: surroundings.settings.records,
      isInteractive: true,
      environment: process.env,
      version: heapshVersion(),
    });
    this.#session.recording = this.recorder;
    const writer = new RecordingWriter(this.#newWriter(surroundings), this.recorder, { isPatient: false });
    this.#runner = new LineRunner(this.#session, writer);
  }

  #newWriter({ port, control, settings }: SessionSurroundings): LineWriter {
    const { answers, answersToTerminal, colour } = settings;
    const width = () => control.columns || Infinity;
    if (answers === 'screen') {
      const send = (reply: EngineReply) => port.postMessage(reply);
      return new ScreenWriter(this.#views, (answer) => send({ kind: 'answer', answer }), width);
    }
    return new AnswerWriter({
      out: new PortSink(port, 'answers', answersToTerminal),
      messages: new PortSink(port, 'messages', true),
      style: colour ? colourStyle : plainStyle,
      isInteractive: true,
      width,
    });
  }

  /** What is likely to be asked for; nobody waits for it. */
  prepare(task: Task): void {
    if (this.#session.current !== undefined) prepare(this.#session.current, task);
  }

  /** The same of what takes longer. */
  prepareAnswers(task: Task): void {
    if (this.#session.current !== undefined) prepareAnswers(this.#session.current, task);
  }

  get state(): Omit<EngineOutcome, 'status'> {
    return {
      prompt: promptText(this.#session),
      quitting: this.#session.quitting,
      header: headerOf(this.#session),
      recordedIn: this.recorder.file,
    };
  }

  /** Not as an answer, which the next one would cover. */
  async complain(message: string): Promise<void> {
    await this.#runner.writer.complain(new HeapshError(message));
  }

  async run(line: string, task: WatchedTask): Promise<EngineOutcome['status']> {
    return await this.#runner.run({ text: line, lineNumber: undefined, file: undefined }, task);
  }

  /** `since`: when the first file began to be read (`performance.now()`). */
  async open(request: FilesToOpen, since: number, task: WatchedTask): Promise<EngineOutcome['status']> {
    const greeting = () => this.recorder.greeting;
    const outcome = await this.#runner.open(request.files, { ...request, since, greeting }, task);
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

  async #resume(file: string, task: WatchedTask): Promise<void> {
    const { writer } = this.#runner;
    try {
      const { count, problems } = await runAgain(this.#session, readSession(file), task);
      task.rest();
      for (const problem of problems) await writer.complain(new HeapshError(problem));
      this.recorder.resume(file);
      const steps = count === 1 ? '1 step of' : `${formatCount(count)} steps of`;
      await writer.print([`${steps} ${file} ${count === 1 ? 'is' : 'are'} there again; it goes on`], 'dim');
    } catch (error) {
      await writer.complain(asHeapshError(error));
    }
    await writer.flush();
  }
}
