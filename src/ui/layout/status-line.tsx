import { Box, Text } from 'ink';
import { memo } from 'react';
import { visible } from '../../output/visible.ts';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';

export interface StatusLineProps {
  readonly columns: number;
  readonly theme: Theme;
  readonly text: string;
  /** `hint`: what keys would do; `message`: what has just happened; `alarm`: what is wrong. */
  readonly tone: 'hint' | 'message' | 'alarm';
  /** About the answer in front, to the right: `12 ms · exact, weak excluded`. */
  readonly facts: string;
}

const GAP = 3;

/** The last line: hints, or what has just happened, and facts about the answer where there is room for them. */
export const StatusLine = memo(function StatusLine({ columns, theme, text, tone, facts }: StatusLineProps) {
  // It tells of lines that were typed or pasted, whatever is in them.
  const shown = cutToWidth(visible(text), columns);
  const room = columns - displayWidth(shown) - displayWidth(facts);
  const end = room >= GAP ? ' '.repeat(room) + theme.dim(facts) : '';
  return (
    <Box height={1} width={columns}>
      <Text>{toned(shown, tone, theme) + end}</Text>
    </Box>
  );
});

function toned(text: string, tone: StatusLineProps['tone'], theme: Theme): string {
  if (tone === 'hint') return theme.dim(text);
  return tone === 'alarm' ? theme.alarm(text) : text;
}
