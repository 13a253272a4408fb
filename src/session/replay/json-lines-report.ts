import { visible } from '../../output/visible.ts';
import type { Sink } from '../sink.ts';
import { jsonOfStep, jsonOfSummary } from './json-report.ts';
import type { ReplayBeginning, ReplayReport } from './replay-report.ts';
import type { ReplayedStep } from './replay-steps.ts';
import type { ReplaySummary } from './summary.ts';

/** For programs: a JSON document a step, and one that sums them up. */
export class JsonLinesReport implements ReplayReport {
  readonly #out: Sink;
  readonly #messages: Sink;
  #beginning: ReplayBeginning | undefined;

  constructor(out: Sink, messages: Sink) {
    this.#out = out;
    this.#messages = messages;
  }

  async begin(beginning: ReplayBeginning): Promise<void> {
    this.#beginning = beginning;
    for (const warning of beginning.warnings) await this.tell(`warning: ${visible(warning)}`);
  }

  async step(replayed: ReplayedStep): Promise<void> {
    await this.#out.write(jsonOfStep(replayed));
    await this.#out.flush();
  }

  async tell(text: string): Promise<void> {
    await this.#messages.write(`${text}\n`);
    await this.#messages.flush();
  }

  async end(summary: ReplaySummary): Promise<void> {
    const { source, sameSnapshot } = this.#beginning!;
    await this.#out.write(jsonOfSummary(summary, { file: source.file, sameSnapshot }));
    await this.#out.flush();
  }
}
