import { cutToWidth, displayWidth } from '../../output/width.ts';
import { wrapToWidth } from '../../output/wrap-words.ts';
import { placeText, presentCard, presentStep, type TourWalk } from '../../session/tour/tour-walk.ts';
import { mostCard } from '../layout/regions.ts';
import type { ShellState } from '../state/shell-state.ts';
import type { Theme } from '../theme.ts';

/** Longer lines are hard to read. */
const WIDEST = 110;
/** The title, and how to go on. */
const FRAME_LINES = 2;

/** What the tour says now, above the prompt; empty: nothing. What is too long for the screen ends in an ellipsis. */
export function tourLines(
  state: ShellState,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  theme: Theme,
): string[] {
  const { tour } = state;
  const card = tour && presentCard(tour);
  if (tour === undefined || card === undefined) return [];
  const width = Math.min(columns, WIDEST);
  const text = card.paragraphs.flatMap((paragraph) => wrapToWidth(paragraph, width));
  return [
    titleLine(card.title, columns, theme),
    ...shortened(text, mostCard(rows) - FRAME_LINES, width),
    theme.dim(cutToWidth(`${placeText(tour)} · ${wayOn(state, tour)}`, columns)),
  ];
}

function titleLine(title: string, columns: number, theme: Theme): string {
  const rule = theme.unicode ? '┄' : '-';
  const shown = cutToWidth(title, columns - 4);
  const rest = columns - displayWidth(shown) - 4;
  return `${theme.dim(rule.repeat(2))} ${theme.heading(shown)} ${theme.dim(rule.repeat(Math.max(0, rest)))}`;
}

function shortened(lines: readonly string[], most: number, width: number): readonly string[] {
  if (lines.length <= most) return lines;
  if (most < 1) return [];
  return [...lines.slice(0, most - 1), `${wrapToWidth(lines[most - 1]!, width - 2)[0]!} …`];
}

/** What brings one further from here. */
function wayOn({ focus, editor, running }: ShellState, tour: TourWalk): string {
  const step = presentStep(tour);
  if (step === undefined) return 'ask on · .tour on begins anew · .tour off closes this';
  if (focus === 'pane') return 'Esc goes back to the prompt';
  const { text, last } = editor.line;
  if (text === step.command) {
    const own = last.kind === 'offered' ? 'just type your own line' : 'Ctrl-U your own line';
    return `Enter runs it · ${own} · .tour off ends the tour`;
  }
  if (text !== '') return 'your own line: the tour waits';
  return running === undefined ? 'Enter brings its command · .tour off ends the tour' : '…';
}
