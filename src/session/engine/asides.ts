import type { Found, ScreenOutline, ScreenRow } from '../../output/screen/screen-view.ts';
import type { Completions } from '../../query/completion/completions.ts';
import type { LineProblem } from '../line-problem.ts';

/**
 * What the screen may ask at any time, and has answered at once, even while a line runs: questions about answers that are
 * there already, and about the line that is being typed. Nothing here changes the session.
 */
export interface Asides {
  rows(view: number, from: number, to: number): readonly ScreenRow[];
  find(view: number, words: string, from: number, direction: 1 | -1, milliseconds: number): Found;
  /** The outline as it is then; undefined when nothing could be done. */
  fold(view: number, row: number, state: 'folded' | 'unfolded'): ScreenOutline | undefined;
  parent(view: number, row: number): number | undefined;
  handle(view: number, row: number): string | undefined;
  address(view: number, row: number): string | undefined;
  line(view: number, row: number): string | undefined;
  complete(line: string, cursor: number): Completions | undefined;
  check(line: string, cursor: number): LineProblem | undefined;
  forget(view: number): undefined;
}

/** To the engine. */
export interface AsideRequest<K extends keyof Asides = keyof Asides> {
  readonly id: number;
  readonly kind: K;
  readonly words: Parameters<Asides[K]>;
}

/** Back from it. */
export interface AsideReply {
  readonly id: number;
  readonly answer: ReturnType<Asides[keyof Asides]>;
}

/** What is said where a question cannot be answered: the view is gone, an error, an interruption. */
export const emptyAnswers: { readonly [K in keyof Asides]: ReturnType<Asides[K]> } = {
  rows: [],
  find: { row: undefined, goOn: undefined },
  fold: undefined,
  parent: undefined,
  handle: undefined,
  address: undefined,
  line: undefined,
  complete: undefined,
  check: undefined,
  forget: undefined,
};
