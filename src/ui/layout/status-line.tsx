import { Box, Text } from 'ink';
import { memo } from 'react';
import type { Theme } from '../theme.ts';
import { type StatusParts, statusLine } from './status-layout.ts';

export interface StatusLineProps extends StatusParts {
  readonly columns: number;
  readonly theme: Theme;
}

/** The last line: who has the keys, what has just happened or what keys would do, and facts about the answer. */
export const StatusLine = memo(function StatusLine({ columns, theme, ...parts }: StatusLineProps) {
  return (
    <Box height={1} width={columns}>
      <Text>{statusLine(parts, columns, theme)}</Text>
    </Box>
  );
});
