import { Box, Text } from 'ink';
import TextInput from 'ink-text-input';
import { memo } from 'react';
import type { Theme } from '../theme.ts';

export interface PromptLineProps {
  readonly columns: number;
  readonly theme: Theme;
  /** `heap> ` */
  readonly label: string;
  /** What of the line is in sight; SGR sequences allowed. */
  readonly text: string;
  readonly hasFocus: boolean;
}

/** The field where lines are typed. It only presents: keys are the line editor's, the cursor is the terminal's own. */
export const PromptLine = memo(function PromptLine({
  columns,
  theme,
  label,
  text,
  hasFocus,
}: PromptLineProps) {
  return (
    <Box height={1} width={columns}>
      <Text>{hasFocus ? theme.accent(label) : theme.dim(label)}</Text>
      <TextInput value={text} focus={false} onChange={ignore} />
    </Box>
  );
});

function ignore(): void {
  // Without the focus it never calls.
}
