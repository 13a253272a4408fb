import { isTooSmall } from '../layout/regions.ts';
import { statusLine } from '../layout/status-layout.ts';
import { asTerminalDraws } from '../painting/glyphs.ts';
import { emptyShell } from '../state/shell-state.ts';
import type { Frame } from '../terminal/frame.ts';
import type { ScreenSize } from '../terminal/screen-writer.ts';
import type { Theme } from '../theme.ts';
import { statusText } from './status-text.ts';

const NAME = 'heapsh';

/**
 * What the painter makes of a shell in which nothing has happened, made without ink: ink takes half of the time that the
 * shell takes to start, and the prompt is there before it.
 */
export function firstFrame(theme: Theme, { columns, rows }: ScreenSize): Frame {
  if (isTooSmall(columns, rows)) return { lines: [], cursor: undefined };
  const rule = theme.unicode ? '─' : '-';
  const lines: string[] = Array(rows).fill('');
  lines[0] = `${theme.accent(NAME)} ${theme.dim(rule.repeat(columns - NAME.length - 1))}`;
  lines[rows - 3] = theme.dim(rule.repeat(columns));
  lines[rows - 2] = theme.accent(emptyShell.promptLabel);
  lines[rows - 1] = asTerminalDraws(statusLine(statusText(emptyShell), columns, theme), theme);
  return { lines, cursor: { column: emptyShell.promptLabel.length, row: rows - 2 } };
}
