import { formatCount } from '../../base/quantities.ts';
import { outcomeLabel } from './outcome-words.ts';
import type { ReplayedStep } from './replay-steps.ts';

/** What became of the steps so far, counted. */
export class ReplaySummary {
  readonly #counts = new Map<string, number>();
  steps = 0;
  failed = 0;

  add(step: ReplayedStep): void {
    this.steps++;
    if (!step.passes) this.failed++;
    const label = outcomeLabel(step);
    this.#counts.set(label, this.of(label) + 1);
  }

  /** Steps with this label. */
  of(label: string): number {
    return this.#counts.get(label) ?? 0;
  }

  get passes(): boolean {
    return this.failed === 0;
  }

  /** `12 steps: 7 equal, 2 drifted, 3 expectations hold` */
  text(): string {
    const parts = inWords.flatMap(([label, word]) => {
      const count = this.of(label);
      return count === 0 ? [] : [`${formatCount(count)} ${word(count)}`];
    });
    const steps = `${formatCount(this.steps)} ${this.steps === 1 ? 'step' : 'steps'}`;
    return parts.length === 0 ? steps : `${steps}: ${parts.join(', ')}`;
  }
}

const inWords: readonly (readonly [label: string, word: (count: number) => string])[] = [
  ['equal', () => 'equal'],
  ['equal as shown', () => 'equal as shown'],
  ['updated', () => 'updated'],
  ['drift', () => 'drifted'],
  ['differs', (count) => (count === 1 ? 'differs' : 'differ')],
  ['same error', () => 'with the recorded error'],
  ['now fails', (count) => (count === 1 ? 'now fails' : 'now fail')],
  ['interrupted', () => 'interrupted when recorded'],
  ['passed over', () => 'passed over'],
  ['only run', () => 'only run'],
  ['holds', (count) => (count === 1 ? 'expectation holds' : 'expectations hold')],
  ['fails', (count) => (count === 1 ? 'expectation fails' : 'expectations fail')],
];
