import { fill, wordsOf } from '../../commands/help-text/paragraphs.ts';
import { colourStyle, plainStyle } from '../../output/style.ts';
import {
  afterLine,
  afterWord,
  placeText,
  presentCard,
  presentStep,
  type TourWalk,
  tourWordOf,
} from '../tour/tour-walk.ts';

/** Longer lines are hard to read. */
const WIDEST = 100;
const HOW_TO =
  'Enter runs the line at the prompt; Ctrl-U clears it for one of your own, and Enter alone brings it back. .tour off ends the tour.';

/** What the tour has to say at a prompt. */
export interface TourWords {
  /** To be printed above the prompt; empty: nothing that was not said before. */
  readonly card: string;
  /** To be put into the prompt; undefined: nothing. */
  readonly command: string | undefined;
}

/** The guided tour, told line by line. */
export class PlainTour {
  #walk: TourWalk;
  readonly #style;
  /** The present card has not been shown. */
  #isNew = true;
  #isOffered = true;
  #hasToldHow = false;

  constructor(walk: TourWalk, { colour }: { readonly colour: boolean }) {
    this.#walk = walk;
    this.#style = colour ? colourStyle : plainStyle;
  }

  /** True: the line was meant for the tour. An empty one asks for the command again. */
  takes(line: string): boolean {
    if (line.trim() === '') this.#isOffered = true;
    const word = tourWordOf(line);
    if (word === undefined) return false;
    this.#walkTo(afterWord(this.#walk, word));
    return true;
  }

  /** A line was answered, or has failed. */
  ended(line: string): void {
    const walk = afterLine(this.#walk, line);
    if (walk !== this.#walk) this.#walkTo(walk);
  }

  /** What is to be said at the next prompt; said once. */
  words(columns: number): TourWords {
    const card = this.#isNew ? this.#card(Math.min(columns, WIDEST)) : '';
    const command = this.#isOffered ? presentStep(this.#walk)?.command : undefined;
    this.#isNew = false;
    this.#isOffered = false;
    return { card, command };
  }

  #walkTo(walk: TourWalk): void {
    this.#walk = walk;
    this.#isNew = true;
    this.#isOffered = true;
  }

  #card(width: number): string {
    const card = presentCard(this.#walk);
    if (card === undefined) return '';
    const { heading, dim } = this.#style;
    const lines = card.paragraphs.flatMap((paragraph) => fill(wordsOf(paragraph), width));
    const how = this.#hasToldHow ? [] : fill(wordsOf(HOW_TO), width).map(dim);
    this.#hasToldHow = true;
    const title = `${heading(card.title)} ${dim(`(${placeText(this.#walk)})`)}`;
    return ['', title, ...lines, ...how, ''].map((line) => `${line}\n`).join('');
  }
}
