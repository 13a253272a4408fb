import { Box, Text } from 'ink';
import { memo } from 'react';

export interface TextBlockProps {
  readonly columns: number;
  /** None wider than `columns`; SGR sequences allowed. */
  readonly lines: readonly string[];
}

/** Lines as they are: notes, an error, the completion menu. */
export const TextBlock = memo(function TextBlock({ columns, lines }: TextBlockProps) {
  return (
    <Box height={lines.length} width={columns} flexDirection='column'>
      {lines.length > 0 && (
        <Text wrap='truncate'>{lines.map((line) => (line === '' ? ' ' : line)).join('\n')}</Text>
      )}
    </Box>
  );
});
