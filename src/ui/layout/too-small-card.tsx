import { Box, Text } from 'ink';
import { cutToWidth } from '../../output/width.ts';
import { LEAST_COLUMNS, LEAST_ROWS } from './regions.ts';

export interface TooSmallCardProps {
  readonly columns: number;
  readonly rows: number;
}

/** In place of everything, where a screen is too small for it: first of all, how large it must be. */
export function TooSmallCard({ columns, rows }: TooSmallCardProps) {
  const lines = [`${LEAST_COLUMNS}×${LEAST_ROWS} needed`, `this is ${columns}×${rows}`].slice(
    0,
    Math.max(1, rows),
  );
  return (
    <Box width={columns} height={rows} alignItems='center' justifyContent='center' overflow='hidden'>
      <Text>{lines.map((line) => cutToWidth(line, columns)).join('\n')}</Text>
    </Box>
  );
}
