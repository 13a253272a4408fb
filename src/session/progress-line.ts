import { formatDuration } from '../base/quantities.ts';
import { cutToWidth } from '../output/width.ts';

export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** 0: not known. */
  readonly total: number;
}

/** Work that is over sooner is not worth a line. */
export const PROGRESS_DELAY = 200;
export const PROGRESS_INTERVAL = 80;

const BAR_WIDTH = 24;

/** One line on a terminal that is drawn over and over, and leaves nothing behind. */
export class ProgressLine {
  readonly #terminal: NodeJS.WriteStream;
  #isDrawn = false;

  constructor(terminal: NodeJS.WriteStream) {
    this.#terminal = terminal;
  }

  draw(progress: Progress, elapsed: number): void {
    const columns = this.#terminal.columns || 80;
    this.#terminal.write(`\r${cutToWidth(progressText(progress, elapsed), columns - 1)}\x1b[K`);
    this.#isDrawn = true;
  }

  erase(): void {
    if (this.#isDrawn) this.#terminal.write('\r\x1b[K');
    this.#isDrawn = false;
  }
}

/** `finding referrers [######        ] 43%  1.2 s` */
export function progressText({ phase, done, total }: Progress, elapsed: number): string {
  if (total <= 0) return `${phase} … ${formatDuration(elapsed)}`;
  const share = Math.min(1, Math.max(0, done / total));
  const bar = '#'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH);
  return `${phase} [${bar}] ${percentText(share).padStart(4)}  ${formatDuration(elapsed)}`;
}

/** Never 100: what is at its end is told of no more. What is far from it has a decimal, so that one sees it move. */
export function percentText(share: number): string {
  return share < 0.1
    ? `${(Math.floor(share * 1000) / 10).toFixed(1)}%`
    : `${Math.min(99, Math.floor(share * 100))}%`;
}

/** A terminal that can draw a line over and over. */
export function canDrawProgress(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb';
}
