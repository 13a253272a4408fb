import { spokenFile } from '../../base/standard-input.ts';
import type { Style } from '../../output/style.ts';
import { visible } from '../../output/visible.ts';
import type { Sink } from '../sink.ts';
import type { ReplayBeginning, ReplayReport } from './replay-report.ts';
import type { ReplayedStep } from './replay-steps.ts';
import type { ReplaySummary } from './summary.ts';
import { TextReport } from './text-report.ts';

export interface TableReportOptions {
  readonly style: Style;
  /** Columns of a line. */
  readonly width: number;
  /** Only what does not pass, and the summary. */
  readonly quiet: boolean;
  /** What each step answers is shown too. */
  readonly showsAnswers: boolean;
}

/** For people: a line a step, as it is run. */
export class TableReport implements ReplayReport {
  readonly #out: Sink;
  readonly #options: TableReportOptions;
  #text: TextReport | undefined;

  constructor(out: Sink, options: TableReportOptions) {
    this.#out = out;
    this.#options = options;
  }

  async begin(beginning: ReplayBeginning): Promise<void> {
    const { style, width, quiet } = this.#options;
    this.#text = new TextReport(beginning.source.steps.length, { style, width });
    if (!quiet) await this.#print(headline(beginning).map((line) => style.dim(visible(line))));
    await this.#print(beginning.warnings.map((warning) => style.alarm(`warning: ${visible(warning)}`)));
  }

  async step(replayed: ReplayedStep): Promise<void> {
    const { quiet, showsAnswers } = this.#options;
    if (showsAnswers) await this.#print((replayed.answer?.lines ?? []).map(visible));
    if (!quiet || !replayed.passes) await this.#print(this.#text?.lines(replayed) ?? []);
  }

  async tell(text: string): Promise<void> {
    if (!this.#options.quiet) await this.#print([visible(text)]);
  }

  async end(summary: ReplaySummary): Promise<void> {
    const { alarm, heading } = this.#options.style;
    await this.#print([(summary.passes ? heading : alarm)(summary.text())]);
  }

  /** At once: the next step may take long. */
  async #print(lines: readonly string[]): Promise<void> {
    for (const line of lines) await this.#out.write(`${line}\n`);
    await this.#out.flush();
  }
}

function headline({ source, opened, sameSnapshot }: ReplayBeginning): string[] {
  // The last that was opened is the one that lines are about.
  const isCurrent = (i: number) => opened.length > 1 && i === opened.length - 1;
  const files = opened
    .map(({ now }, i) => `${spokenFile(now.file ?? '')}${isCurrent(i) ? ' (current)' : ''}`)
    .join(', ');
  const on = files === '' ? '' : ` on ${files}`;
  if (sameSnapshot === undefined) return [`${source.file}${on}`];
  const which = opened.length === 1 ? 'the snapshot' : 'the snapshots';
  if (sameSnapshot) return [`${source.file}${on}, ${which} it was recorded on`];
  return [
    `${source.file}${on}, not ${which} it was recorded on: differences are drift`,
    opened.every(({ hasHeapIds }) => hasHeapIds)
      ? 'objects keep their heap ids as long as the process lives: these are compared'
      : 'addresses differ, as they do in another process: they are not compared',
  ];
}
