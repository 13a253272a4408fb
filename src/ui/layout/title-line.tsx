import { Box, Text } from 'ink';
import { memo } from 'react';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import type { Theme } from '../theme.ts';

export interface TitleLineProps {
  readonly columns: number;
  readonly theme: Theme;
  /** `$7`; empty where the answer has no number. */
  readonly number: string;
  readonly command: string;
  /** `1–44 / 213` */
  readonly place: string;
  readonly hasFocus: boolean;
}

/** `$7  COMMAND                      1–44 / 213`: what was asked, and where in the answer one is. It is in colour when it has the keys. */
export const TitleLine = memo(function TitleLine(props: TitleLineProps) {
  const { columns, theme, number, command, place, hasFocus } = props;
  const start = number === '' ? '' : `${number}  `;
  const room = columns - start.length - displayWidth(place) - 2;
  const shown = cutToWidth(command, room);
  const gap = ' '.repeat(Math.max(0, columns - start.length - displayWidth(shown) - displayWidth(place)));
  const title = hasFocus ? theme.accent(start + shown) : theme.dim(start) + shown;
  return (
    <Box height={1} width={columns}>
      <Text>{`${title}${gap}${theme.dim(place)}`}</Text>
    </Box>
  );
});
