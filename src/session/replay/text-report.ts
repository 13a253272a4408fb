import { formatCount, formatDuration } from '../../base/quantities.ts';
import type { Style } from '../../output/style.ts';
import { visible } from '../../output/visible.ts';
import { cutToWidth } from '../../output/width.ts';
import { type DiffLine, differenceLines } from './diff-text.ts';
import { outcomeLabel, outcomeRemark, USUAL_LABEL } from './outcome-words.ts';
import type { ReplayedStep } from './replay-steps.ts';

const LONGEST_TIME = '999 ms'.length;
const GAP = '  ';
/** Lines of one step's difference; the file and `--mode json` have all of them. */
const MOST_LINES = 12;

/** A replay as lines for people: one a step, and below it how it differs. */
export class TextReport {
  readonly #numberWidth: number;
  readonly #style: Style;
  readonly #width: number;

  constructor(stepCount: number, { style, width }: { style: Style; width: number }) {
    this.#numberWidth = String(stepCount).length;
    this.#style = style;
    this.#width = width;
  }

  lines(replayed: ReplayedStep): string[] {
    const indent = ' '.repeat(this.#numberWidth + GAP.length);
    const below = (text: string) => cutToWidth(`${indent}${text}`, this.#width);
    const { dim, alarm } = this.#style;
    const remark = outcomeRemark(replayed);
    return [
      this.#headLine(replayed),
      ...(remark === undefined ? [] : [dim(below(remark))]),
      ...replayed.warnings.map((warning) => alarm(below(`warning: ${visible(warning)}`))),
      ...shortened(differenceLines(replayed)).map(({ sign, text }) =>
        below(`${sign} ${visible(text)}`.trimEnd()),
      ),
    ];
  }

  #headLine(replayed: ReplayedStep): string {
    const { step, passes, answer, milliseconds } = replayed;
    const { dim, alarm } = this.#style;
    const number = String(step.number).padStart(this.#numberWidth);
    const label = outcomeLabel(replayed).padEnd(USUAL_LABEL);
    // A label that is longer takes from the blanks before the time.
    const timeWidth = LONGEST_TIME - (label.length - USUAL_LABEL);
    const time = (answer === undefined ? '' : formatDuration(milliseconds)).padStart(timeWidth);
    const before = [number, label, time, ''].join(GAP);
    const command = cutToWidth(visible(step.command), Math.max(1, this.#width - before.length));
    return [dim(number), passes ? label : alarm(label), dim(time), command].join(GAP);
  }
}

function shortened(lines: readonly DiffLine[]): readonly DiffLine[] {
  const left = lines.length - MOST_LINES;
  if (left <= 0) return lines;
  return [
    ...lines.slice(0, MOST_LINES),
    { sign: ' ', text: `… ${formatCount(left)} more ${left === 1 ? 'line' : 'lines'}` },
  ];
}
