import type { HeapshError } from '../../base/errors.ts';
import type { Answer } from '../../output/answer.ts';
import type { LineWriter } from '../line-writer.ts';
import type { Settings } from '../settings.ts';
import type { WatchedTask } from '../watched-task.ts';
import type { Recorder } from './recorder.ts';

/** Longer than that a digest does not keep Ctrl-C waiting. */
const SLICE_MS = 10;

/** Has every line and its answer recorded before they are shown by another writer. */
export class RecordingWriter implements LineWriter {
  readonly #inner: LineWriter;
  readonly #recorder: Recorder;
  /** Nobody waits for the next line: digests are computed with the answer. */
  readonly #isPatient: boolean;

  constructor(inner: LineWriter, recorder: Recorder, { isPatient }: { readonly isPatient: boolean }) {
    this.#inner = inner;
    this.#recorder = recorder;
    this.#isPatient = isPatient;
  }

  get settings(): Settings {
    return this.#inner.settings;
  }

  async begin(line: string): Promise<void> {
    this.#recorder.begin(line);
    await this.#tellNews();
    await this.#inner.begin(line);
  }

  async write(
    answer: Answer,
    number: number | undefined,
    milliseconds: number,
    task: WatchedTask,
  ): Promise<void> {
    this.#recorder.answered(answer.result, number);
    await this.#inner.write(answer, number, milliseconds, task);
    if (!this.#isPatient) return;
    task.phase('digesting the answer');
    while (!this.#recorder.work(SLICE_MS)) task.step(0, 0);
    task.rest();
  }

  async writeFailure(command: string, error: HeapshError): Promise<void> {
    this.#recorder.failed(error);
    await this.#inner.writeFailure(command, error);
  }

  async complain(error: HeapshError): Promise<void> {
    await this.#inner.complain(error);
  }

  async print(lines: readonly string[], look?: 'dim'): Promise<void> {
    await this.#inner.print(lines, look);
  }

  async redirect(file: string | undefined): Promise<void> {
    await this.#inner.redirect(file);
  }

  async flush(): Promise<void> {
    await this.#inner.flush();
    await this.#tellNews();
  }

  async close(): Promise<void> {
    this.#recorder.close();
    await this.#inner.close();
  }

  /** Not as an answer to any line. */
  async #tellNews(): Promise<void> {
    for (const error of this.#recorder.takeNews()) {
      await this.#inner.begin('');
      await this.#inner.complain(error);
      await this.#inner.flush();
    }
  }
}
