import { parseSessionFile } from '../session-file/parse.ts';

/** A piece of prose, to be shown as a whole. */
export interface TourCard {
  readonly title: string;
  /** Markdown, each without line breaks. */
  readonly paragraphs: readonly string[];
}

/** What is to be read before a command, and the command. */
export interface TourStep extends TourCard {
  readonly command: string;
}

export interface Tour {
  readonly steps: readonly TourStep[];
  /** What is to be read when the last of them has been answered. */
  readonly ending: TourCard;
}

/**
 * A session file as a tour: before each command stands its card, the title after `## `. On the first of them the file's own
 * title and its objectives stand too; what else is above a title is for readers of the file. O(n).
 */
export function readTour(text: string): Tour {
  const steps: TourStep[] = [];
  let card: TourCard = { title: '', paragraphs: [] };
  for (const part of parseSessionFile(text).parts) {
    if (part.kind === 'prose') card = readCard(text.slice(part.range.start, part.range.end));
    else for (const { command } of part.steps) steps.push({ ...card, command });
  }
  const [first, ...more] = steps;
  return { steps: first === undefined ? [] : [{ ...first, ...headed(first, text) }, ...more], ending: card };
}

/** With what the whole file is about. */
function headed(card: TourCard, text: string): TourCard {
  const head = text.split(/^(?:## |`{3}|~{3})/m)[0]!;
  const title = /^# (.*\S)/m.exec(head)?.[1];
  return {
    title: [title, card.title].filter(Boolean).join(' · '),
    paragraphs: [...paragraphsOf(head).filter((each) => each.startsWith('Objective: ')), ...card.paragraphs],
  };
}

function readCard(prose: string): TourCard {
  const [title = '', ...lines] = prose.split(/^## /m).at(-1)!.split('\n');
  return { title: title.trim(), paragraphs: paragraphsOf(lines.join('\n')) };
}

/** Parted by empty lines; each item of a list is one. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n|\n(?=- )/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '');
}
