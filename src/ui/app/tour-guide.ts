import {
  afterLine,
  afterWord,
  presentStep,
  type TourWalk,
  tourWordOf,
} from '../../session/tour/tour-walk.ts';
import { offeredLine } from '../line-editor/line-state.ts';
import type { ShellStore } from '../state/shell-store.ts';

/** Leads through the tour: offers the command of each step, goes on when it has run, and hears `.tour`. */
export class TourGuide {
  readonly #store: ShellStore;

  constructor(store: ShellStore) {
    this.#store = store;
  }

  /** Puts the command of the present step into the prompt, unless something else has been typed there. */
  offer(): void {
    const { tour, editor } = this.#store.state;
    const command = tour && presentStep(tour)?.command;
    const { text, kills } = editor.line;
    const isOpen = editor.menu !== undefined || editor.search !== undefined;
    const isFree = text === '' || tour?.tour.steps.some((step) => step.command === text);
    if (command === undefined || isOpen || !isFree) return;
    this.#store.change({ editor: { ...editor, line: offeredLine(command, kills) } });
  }

  /** True: the line was meant for the tour, and nobody else need hear of it. */
  takes(line: string): boolean {
    const { tour } = this.#store.state;
    const word = tourWordOf(line);
    if (tour === undefined || word === undefined) return false;
    this.#walkTo(afterWord(tour, word));
    return true;
  }

  /** A line was answered, or has failed. */
  ended(line: string): void {
    const { tour } = this.#store.state;
    if (tour !== undefined) this.#walkTo(afterLine(tour, line));
  }

  #walkTo(walk: TourWalk): void {
    const before = this.#store.state.tour;
    this.#store.change({ tour: walk });
    if (walk !== before) this.offer();
  }
}
