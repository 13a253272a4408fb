import { CancelledError, type HeapshError } from '../../base/errors.ts';
import type { Result } from '../../query/result.ts';
import { answerText, commandText, endText, noteText } from '../session-file/append.ts';
import { AnswerDigest } from '../session-file/digest.ts';
import { FENCE } from '../session-file/fences.ts';
import { recordedErrorLines, recordedLines, recordedTrailer } from '../session-file/recorded-view.ts';
import { type Trailer, trailerText } from '../session-file/trailer.ts';

/** Milliseconds. A digest that takes longer is computed after the answer is shown, while nobody asks anything. */
const MOST_AT_ONCE = 20;

/**
 * Writes one step after the other: the command when it is asked, then its answer with a trailer that lacks the digest, if
 * computing it takes time, and the digest and the end of the block when that is there, or when the next step begins.
 */
export class StepWriter {
  readonly #append: (text: string) => void;
  #isAsked = false;
  #digest: AnswerDigest | undefined;

  /** `append` does not throw. */
  constructor(append: (text: string) => void) {
    this.#append = append;
  }

  /** A command is written down, and its answer is not. */
  get isAsked(): boolean {
    return this.#isAsked;
  }

  /** Ends the step before. */
  begin(command: string): void {
    this.end();
    this.#append(commandText(command));
    this.#isAsked = true;
  }

  prose(text: string): void {
    this.end();
    this.#append(noteText(text));
  }

  /** `number`: where a replay could not tell by itself. Throws what drawing the answer throws; the step is open still then. */
  answer(result: Result, number: number | undefined): void {
    if (!this.#isAsked) return;
    const lines = answerText(recordedLines(result));
    this.#isAsked = false;
    const digest = new AnswerDigest(result);
    const isLater = !worked(digest, MOST_AT_ONCE);
    const trailer: Trailer = {
      ...recordedTrailer(result, digest.sha256),
      ...(number === undefined ? {} : { result: number }),
    };
    if (isLater) {
      this.#append(`${lines}${trailerText(trailer)} `);
      this.#digest = digest;
    } else this.#append(lines + endText(trailer));
  }

  failure(error: HeapshError): void {
    if (!this.#isAsked) return;
    this.#isAsked = false;
    const status = error instanceof CancelledError ? 'interrupted' : 'error';
    this.#append(answerText(recordedErrorLines(error)) + endText({ status }));
  }

  /** Works on the digest for about so long; true when there is none left to be computed. */
  work(milliseconds: number): boolean {
    if (this.#digest !== undefined && worked(this.#digest, milliseconds)) this.end();
    return this.#digest === undefined;
  }

  /** The block is closed, with what there is. */
  end(): void {
    if (this.#isAsked) this.#append(endText({ status: 'interrupted' }));
    else if (this.#digest !== undefined) {
      const { sha256 } = this.#digest;
      this.#append(`${sha256 === undefined ? '' : `sha256=${sha256}`}\n${FENCE}\n`);
    }
    this.#isAsked = false;
    this.#digest = undefined;
  }
}

/** True when it is finished, or can never be: what a cell has to say is said when the answer is shown. */
function worked(digest: AnswerDigest, milliseconds: number): boolean {
  try {
    return digest.work(milliseconds);
  } catch {
    return true;
  }
}
