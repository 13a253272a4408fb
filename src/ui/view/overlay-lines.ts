import { visible } from '../../output/visible.ts';
import { cutToWidth, displayWidth, padEnd } from '../../output/width.ts';
import { type CompletionMenu, itemsInSight } from '../line-editor/completion-menu.ts';
import { paneFor } from '../panes/index.ts';
import { paneStateOf } from '../panes/pane-state.ts';
import type { Failure } from '../state/shell-state.ts';
import type { Theme } from '../theme.ts';

const DETAIL_GAP = 2;

/** An error, above the prompt: the message, the place in the line, and what to do. At most `most` lines. */
export function failureLines(
  { answer, rows, others }: Failure,
  columns: number,
  most: number,
  theme: Theme,
): string[] {
  const surface = { columns, lines: most - 1, theme, hasFocus: false };
  const painted = paneFor(answer.outline).paint(paneStateOf(answer), (row) => rows[row], surface);
  const end = painted.findLastIndex((line) => line !== '') + 1;
  // Where the place is pointed at, the line stands there already.
  const isShown = rows.some(({ cells }) => cells[0]?.trim() === answer.command.trim());
  const rule = failureRule(isShown ? '' : answer.command, others, columns, theme);
  return [rule, ...painted.slice(0, end)];
}

/** Which line has failed: another one may be answered above by now. */
function failureRule(command: string, others: number, columns: number, theme: Theme): string {
  const rule = theme.unicode ? '┄' : '-';
  const more = others === 0 ? '' : ` and ${others} more ${others === 1 ? 'error' : 'errors'} `;
  const shown = cutToWidth(visible(command), columns - displayWidth(more) - 8);
  const start = `${rule.repeat(2)}${shown === '' ? '' : ` ${shown} `}`;
  const rest = columns - displayWidth(start) - displayWidth(more) - 2;
  return theme.dim(`${start}${rule.repeat(Math.max(0, rest))}${more}${rule.repeat(2)}`);
}

/** What may stand at the cursor, below one another where the word begins; what it is, beside. */
export function menuLines(
  menu: CompletionMenu,
  place: { readonly column: number; readonly columns: number; readonly rows: number },
  theme: Theme,
): string[] {
  const items = itemsInSight(menu, place.rows);
  const texts = items.map(({ text }) => visible(text));
  const width = Math.min(Math.max(...texts.map(displayWidth)), place.columns - 2);
  const details = items.map(({ detail }) => visible(detail ?? ''));
  const whole = width + 2 + Math.max(...details.map((detail) => displayWidth(detail) + DETAIL_GAP));
  const column = Math.max(0, Math.min(place.column - 1, place.columns - whole));
  const room = place.columns - column - width - 2 - DETAIL_GAP;
  return texts.map((text, i) => {
    const word = ` ${padEnd(cutToWidth(text, width), width)} `;
    const isChosen = menu.top + i === menu.chosen;
    const detail = theme.dim(cutToWidth(details[i]!, Math.max(0, room)));
    return `${' '.repeat(column)}${isChosen ? theme.selected(word, true) : word}${' '.repeat(DETAIL_GAP - 1)}${detail}`;
  });
}
