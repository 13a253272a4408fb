import { resolve } from 'node:path';
import { HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { systemErrorText } from '../../base/system-error.ts';
import type { Recording } from '../../commands/command.ts';
import type { Result } from '../../query/result.ts';
import { expandHome } from '../home-path.ts';
import type { Session } from '../session.ts';
import { stepsOf } from '../session-file/session-file.ts';
import { rememberLast, sessionsFolder } from './last-session.ts';
import { lineToRecord } from './line-to-record.ts';
import { missingSnapshots, openStep } from './other-snapshots.ts';
import { automaticName, createAutomatically, createNamed, openNamed } from './session-files.ts';
import { SessionHead } from './session-head.ts';
import { StepWriter } from './step-writer.ts';
import { MemoryTranscript, type Transcript } from './transcript.ts';

export interface RecorderOptions {
  /** Recording begins with the first question, in a file of the state folder. Otherwise when `record` says so. */
  readonly isAutomatic: boolean;
  readonly environment: NodeJS.ProcessEnv;
  /** Of heapsh. */
  readonly version: string;
  /** A shell's sessions are what `--resume` offers. */
  readonly isInteractive: boolean;
}

/**
 * Writes down what a session is asked and what it answers: each command before it is run, each answer before it is shown.
 * When the file cannot be written any more, that is told once, and what follows is kept in memory for `save`.
 */
export class Recorder implements Recording {
  readonly #session: Session;
  readonly #options: RecorderOptions;
  readonly #started = new Date();
  readonly #steps = new StepWriter((text) => this.#append(text));
  #transcript: Transcript | undefined;
  #head: SessionHead | undefined;
  /** Recording begins with the first question, in a file that nobody has named. */
  #isWaiting: boolean;
  /** The file that nobody has named. */
  #automatic: Transcript | undefined;
  /** Why nothing is written, after a failure. */
  #failure: string | undefined;
  #stepCount = 0;
  /** The n of the `$n` that a replay would give to the next answer; undefined: nobody knows. */
  #next: number | undefined = 1;
  /** The note that is being said. */
  #prose: string | undefined;
  #news: HeapshError[] = [];

  constructor(session: Session, options: RecorderOptions) {
    this.#session = session;
    this.#options = options;
    this.#isWaiting = options.isAutomatic;
  }

  /** What a greeting says of it. */
  get greeting(): readonly string[] {
    return this.#isWaiting ? [`recording to ${this.#automaticFile()} from the first question on`] : [];
  }

  /** A line is going to be run. Whatever it is, the answer before it is over. */
  begin(line: string): void {
    this.#steps.end();
    this.#prose = undefined;
    const { kind, prose } = lineToRecord(line, this.#session.commands);
    if (kind === 'shell' || !this.#isOn(line)) return;
    if (kind === 'prose') {
      this.#prose = prose;
    } else {
      this.#stepCount++;
      this.#steps.begin(line);
    }
  }

  /** Its answer is going to be shown. `number`: 0 where it gets none, though a replay would give it one. Throws what drawing it throws. */
  answered(result: Result, number: number | undefined): void {
    if (this.#prose !== undefined) this.#steps.prose(this.#prose);
    this.#prose = undefined;
    if (!this.#steps.isAsked) return;
    this.#steps.answer(result, number === this.#next ? undefined : number);
    if (number) this.#next = number + 1;
  }

  failed(error: HeapshError): void {
    this.#prose = undefined;
    this.#steps.failure(error);
  }

  /** Computes digests for about so long; true when there are none left. */
  work(milliseconds: number): boolean {
    if (!this.#steps.work(milliseconds)) return false;
    try {
      return this.#head?.work(milliseconds, (line, by) => this.#transcript?.fill(line, by)) ?? true;
    } catch (error) {
      this.#lose(error);
      return true;
    }
  }

  /** What went wrong since it was asked last. */
  takeNews(): readonly HeapshError[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  close(): void {
    this.#leave();
    this.#isWaiting = false;
  }

  /** Undefined: there is none, so far or any more. */
  get file(): string | undefined {
    return this.#transcript?.file;
  }

  get status(): readonly string[] {
    const steps = `${formatCount(this.#stepCount)} ${this.#stepCount === 1 ? 'step' : 'steps'} so far`;
    const file = this.#transcript?.file;
    if (file !== undefined) return [`recording to ${file}: ${steps}`];
    if (this.#failure !== undefined)
      return [`${this.#failure}: ${steps} kept in memory; save FILE writes them`];
    if (this.#isWaiting) return this.greeting;
    return ['nothing is recorded; record FILE begins'];
  }

  record(name: string): readonly string[] {
    const file = resolve(expandHome(name));
    if (this.#transcript?.file === file) return this.status;
    const heaps = this.#session.snapshots.map(({ heap }) => heap);
    let head: SessionHead | undefined;
    const { transcript, before } = openNamed(file, () => {
      head = this.#newHead();
      return head.text;
    });
    this.#leave();
    this.#goOn(transcript, head);
    this.#stepCount = before === undefined ? 0 : stepsOf(before).length;
    this.#next = before === undefined ? 1 : undefined;
    const missing = before === undefined ? [] : missingSnapshots(before, heaps);
    for (const heap of missing) this.#append(openStep(heap));
    const answered = this.#session.results.count;
    const notes = missing.map(
      (heap) => `it was recorded on another snapshot than ${heap.name}, which is opened there now`,
    );
    if (answered > 0) {
      const earlier = answered === 1 ? '$1 of this shell is' : `$1 to $${answered} of this shell are`;
      notes.push(`${earlier} not in it: save FILE would write all that was recorded`);
    }
    return [...this.status, ...notes];
  }

  /** Goes on in a file whose steps have just been run again. Throws HeapshError. */
  resume(file: string): void {
    this.record(file);
    this.#next = this.#session.results.count + 1;
  }

  save(name: string): readonly string[] {
    const file = resolve(expandHome(name));
    const before = this.#transcript;
    if (before?.file === file) return this.status;
    if (before === undefined) {
      if (!this.#isWaiting) throw new HeapshError('nothing was recorded', { hint: 'record FILE begins' });
      const head = this.#newHead();
      this.#goOn(createNamed(file, head.text), head);
      return this.status;
    }
    this.#steps.end();
    const transcript = createNamed(file, before.text());
    const isMoved = before === this.#automatic;
    if (isMoved) before.remove();
    before.close();
    this.#goOn(transcript, this.#head);
    return [...(isMoved ? [`${before.file} became ${file}`] : []), ...this.status];
  }

  #newHead(): SessionHead {
    const heaps = this.#session.snapshots.map(({ heap }) => heap);
    return new SessionHead(heaps, this.#options.version, new Date());
  }

  #automaticFile(line = ''): string {
    const opens = /^(?:open|load)\s+(?:.*\/)?([\w.-]+)/.exec(line)?.[1]?.replace(/\.[a-z]+$/, '');
    const name = this.#session.snapshots[0]?.name ?? opens ?? 'session';
    return resolve(sessionsFolder(this.#options.environment), automaticName(this.#started, name));
  }

  #isOn(line: string): boolean {
    if (this.#transcript !== undefined) return true;
    if (!this.#isWaiting) return false;
    const file = this.#automaticFile(line);
    const head = this.#newHead();
    try {
      this.#automatic = createAutomatically(file, head.text);
      this.#goOn(this.#automatic, head);
    } catch (error) {
      this.#goOn(new MemoryTranscript(head.text), head);
      this.#tell(`this session is not recorded: ${file}: ${systemErrorText(error)}`);
    }
    return true;
  }

  #goOn(transcript: Transcript, head: SessionHead | undefined): void {
    this.#transcript = transcript;
    this.#head = head;
    this.#isWaiting = false;
    this.#failure = undefined;
    if (this.#options.isInteractive && transcript.file !== undefined) {
      rememberLast(transcript.file, this.#options.environment);
    }
  }

  #leave(): void {
    this.#steps.end();
    this.#head?.close();
    this.#transcript?.close();
    this.#transcript = undefined;
    this.#head = undefined;
  }

  #append(text: string): void {
    try {
      this.#transcript?.append(text);
    } catch (error) {
      this.#lose(error);
      this.#transcript?.append(text);
    }
  }

  /** What is in the file already is kept with what follows, so that `save` has all of it. */
  #lose(error: unknown): void {
    const lost = this.#transcript;
    if (lost?.file === undefined) return;
    this.#transcript = new MemoryTranscript(textOf(lost) ?? this.#head?.text ?? '');
    lost.close();
    this.#tell(`this session is no longer recorded: ${lost.file}: ${systemErrorText(error)}`);
  }

  #tell(failure: string): void {
    this.#failure = failure;
    this.#news.push(new HeapshError(failure, { hint: 'save FILE writes it elsewhere' }));
  }
}

function textOf(transcript: Transcript): string | undefined {
  try {
    return transcript.text();
  } catch {
    return undefined; // It has gone: that is what is being told.
  }
}
