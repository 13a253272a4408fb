import { Box, Text } from 'ink';
import { LEAST_COLUMNS, LEAST_ROWS } from './regions.ts';

export interface TooSmallCardProps {
  readonly columns: number;
  readonly rows: number;
}

/** In place of everything, where a screen is too small for it. */
export function TooSmallCard({ columns, rows }: TooSmallCardProps) {
  return (
    <Box width={columns} height={rows} alignItems='center' justifyContent='center' overflow='hidden'>
      <Text wrap='truncate'>{`${columns}×${rows}: heapsh needs ${LEAST_COLUMNS}×${LEAST_ROWS}`}</Text>
    </Box>
  );
}
