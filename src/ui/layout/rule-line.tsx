import { Box, Text } from 'ink';
import { memo } from 'react';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import { percentText } from '../../session/progress-line.ts';
import type { Theme } from '../theme.ts';

export interface RuleLineProps {
  readonly columns: number;
  readonly theme: Theme;
  readonly work: Work | undefined;
}

/** What the engine does just now. */
export interface Work {
  /** The line that runs. */
  readonly line: string;
  /** `finding referrers`; empty: not known. */
  readonly phase: string;
  /** 0 … 1; undefined: not known. */
  readonly share: number | undefined;
  /** `1.2 s, about 3 s left` */
  readonly time: string;
}

const BAR_COLUMNS = 24;
const LINE_COLUMNS = 0.4;

/** The line between the answer and the prompt; while something runs, a bar with true figures. */
export const RuleLine = memo(function RuleLine({ columns, theme, work }: RuleLineProps) {
  return (
    <Box height={1} width={columns}>
      <Text>
        {work === undefined ? theme.dim(rule(theme).repeat(columns)) : workText(work, columns, theme)}
      </Text>
    </Box>
  );
});

function workText(work: Work, columns: number, theme: Theme): string {
  const mark = theme.unicode ? '▸ ' : '> ';
  const line = cutToWidth(work.line, Math.floor(columns * LINE_COLUMNS));
  const percent = work.share === undefined ? '' : percentText(work.share).padStart(5);
  const figures = [work.phase, percent, work.time].filter((text) => text !== '').join(' ');
  const used = displayWidth(mark) + displayWidth(line) + 2;
  const phase = cutToWidth(`${figures} `, Math.max(0, columns - used));
  const room = columns - used - displayWidth(phase);
  const bar =
    work.share === undefined || room < 6 ? '' : barOf(work.share, Math.min(room - 2, BAR_COLUMNS), theme);
  const rest = room - (bar === '' ? 0 : Math.min(room - 2, BAR_COLUMNS) + 1);
  const end = theme.dim(rule(theme).repeat(Math.max(0, rest)));
  return `${theme.accent(mark)}${line}  ${bar === '' ? '' : `${bar} `}${phase}${end}`;
}

function barOf(share: number, columns: number, theme: Theme): string {
  const full = Math.round(Math.min(1, share) * columns);
  const [done, left] = theme.unicode ? ['━', '─'] : ['#', '.'];
  return theme.accent(done.repeat(full)) + theme.dim(left.repeat(columns - full));
}

function rule(theme: Theme): string {
  return theme.unicode ? '─' : '-';
}
