import type { Tour, TourCard, TourStep } from './tour.ts';

/** How far somebody is on a tour. Never changed: what happens makes a new one. */
export interface TourWalk {
  readonly tour: Tour;
  /** Index of the present step; that of none: the tour is at its end. */
  readonly at: number;
  /** It is shown. */
  readonly isOn: boolean;
}

/** What `.tour WORD` does; `.tour` alone is `.tour on`. */
export const tourWords = ['on', 'off', 'back', 'next'] as const;
export type TourWord = (typeof tourWords)[number];

/** The step whose command is to be run next; undefined: the tour is at its end, or not shown. */
export function presentStep({ tour, at, isOn }: TourWalk): TourStep | undefined {
  return isOn ? tour.steps[at] : undefined;
}

/** What is to be read now; undefined: nothing. */
export function presentCard({ tour, at, isOn }: TourWalk): TourCard | undefined {
  return isOn ? (tour.steps[at] ?? tour.ending) : undefined;
}

/**
 * After a line has come to its end, with an answer or an error. The tour goes on with its own line, whatever that came to,
 * so that nobody is ever stuck; any other line it waits for. Whoever asks on at its end has read what it says there.
 */
export function afterLine(walk: TourWalk, line: string): TourWalk {
  if (!walk.isOn) return walk;
  const step = presentStep(walk);
  if (step === undefined) return { ...walk, isOn: false };
  return line.trim() === step.command ? { ...walk, at: walk.at + 1 } : walk;
}

/** The word of a line `.tour WORD`; undefined: it is no such line, or the word means nothing. */
export function tourWordOf(line: string): TourWord | undefined {
  const [name, word = 'on', ...more] = line.trim().split(/\s+/);
  return name === '.tour' && more.length === 0 ? tourWords.find((each) => each === word) : undefined;
}

/** A tour that is at its end begins anew where it is turned on. */
export function afterWord(walk: TourWalk, word: TourWord): TourWalk {
  const last = walk.tour.steps.length;
  if (word === 'off') return { ...walk, isOn: false };
  if (word === 'on') return { ...walk, isOn: true, at: walk.at < last ? walk.at : 0 };
  const at = word === 'back' ? Math.max(0, walk.at - 1) : Math.min(last, walk.at + 1);
  return { ...walk, isOn: true, at };
}

/** `step 3 of 16` */
export function placeText({ tour, at }: TourWalk): string {
  const count = tour.steps.length;
  return at < count ? `step ${at + 1} of ${count}` : `the end of ${count} steps`;
}
