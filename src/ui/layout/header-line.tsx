import { Box, Text } from 'ink';
import { memo } from 'react';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';

export interface HeaderLineProps {
  readonly columns: number;
  readonly theme: Theme;
  /** What is open: `pylint.heapsh · cpython 3.11.2 · 2,751,394 objects`. */
  readonly facts: string;
  /** What is in force: `1 cut · $7`. */
  readonly state: string;
}

const NAME = 'heapsh';

/** `heapsh  pylint.heapsh · cpython 3.11.2 ──────── 1 cut · $7` */
export const HeaderLine = memo(function HeaderLine({ columns, theme, facts, state }: HeaderLineProps) {
  const end = state === '' ? '' : ` ${state}`;
  const cutFacts = cutToWidth(facts, columns - NAME.length - end.length - 4);
  const gap = cutFacts === '' ? '' : '  ';
  const used = NAME.length + gap.length + displayWidth(cutFacts) + displayWidth(end);
  const line = (theme.unicode ? '─' : '-').repeat(Math.max(0, columns - used - 1));
  return (
    <Box height={1} width={columns}>
      <Text>{`${theme.accent(NAME)}${gap}${cutFacts} ${theme.dim(line)}${end}`}</Text>
    </Box>
  );
});
