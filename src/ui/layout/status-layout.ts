import { visible } from '../../output/visible.ts';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';

/** What the last line has to say; how much of it is said depends on the room. */
export interface StatusParts {
  /** Who has the keys, where that is not the prompt: it is never left out. */
  readonly sign: string;
  /** What has just happened, or what is wrong; empty: nothing, and hints stand there. */
  readonly text: string;
  readonly tone: 'message' | 'alarm';
  /** What keys would do, in the order in which they are shown. */
  readonly hints: readonly Hint[];
  /** About the answer in front, to the right: the first that there is room for. The last is worth more than hints. */
  readonly facts: readonly string[];
  /** Without the last of the facts the answer would be misread. */
  readonly areFactsNeeded: boolean;
}

export interface Hint {
  readonly text: string;
  /** The least come first where there is little room; 0 stays beside a message, too. */
  readonly rank: number;
}

const GAP = 3;
const BETWEEN = ' · ';

/** The last line, SGR sequences and all. It tells of lines that were typed or pasted, whatever is in them. */
export function statusLine(parts: StatusParts, columns: number, theme: Theme): string {
  const sign = parts.sign === '' ? '' : ` ${parts.sign} `;
  const start = sign === '' ? '' : `${theme.selected(sign, true)} `;
  const room = columns - (sign === '' ? 0 : displayWidth(sign) + 1);
  const { shown, width } = parts.text === '' ? hinted(parts, room, theme) : told(parts, room, theme);
  const facts = parts.facts.find((text) => width + GAP + displayWidth(text) <= room) ?? '';
  const gap = ' '.repeat(facts === '' ? 0 : room - width - displayWidth(facts));
  return start + shown + gap + theme.dim(facts);
}

interface Shown {
  readonly shown: string;
  readonly width: number;
}

/** A message, and how to go on from there. To whoever types, all of what is wrong is worth more. */
function told({ sign, text, tone, hints }: StatusParts, room: number, theme: Theme): Shown {
  const least = joined(hints.filter(({ rank }) => rank === 0));
  const leastWidth = least === '' ? 0 : GAP + displayWidth(least);
  const clean = visible(text);
  const hasLeast = sign !== '' || displayWidth(clean) + leastWidth <= room;
  const message = cutToWidth(clean, Math.max(0, room - (hasLeast ? leastWidth : 0)));
  const toned = tone === 'alarm' ? theme.alarm(message) : message;
  if (!hasLeast || least === '') return { shown: toned, width: displayWidth(message) };
  return {
    shown: `${toned}${' '.repeat(GAP)}${theme.dim(least)}`,
    width: displayWidth(message) + leastWidth,
  };
}

/** As many hints as there is room for beside the facts. */
function hinted({ hints, facts, areFactsNeeded }: StatusParts, room: number, theme: Theme): Shown {
  const least = displayWidth(joined(hints.filter(({ rank }) => rank <= 1)));
  const factsShown =
    facts.find((text) => least + GAP + displayWidth(text) <= room) ?? (areFactsNeeded ? facts.at(-1) : '');
  const forHints = room - (factsShown ? GAP + displayWidth(factsShown) : 0);
  let chosen: readonly Hint[] = [];
  for (const hint of hints.toSorted((a, b) => a.rank - b.rank)) {
    const more = [...chosen, hint];
    if (displayWidth(joined(more)) <= forHints) chosen = more;
  }
  const text = joined(hints.filter((hint) => chosen.includes(hint)));
  return { shown: theme.dim(text), width: displayWidth(text) };
}

function joined(hints: readonly Hint[]): string {
  return hints.map(({ text }) => visible(text)).join(BETWEEN);
}
