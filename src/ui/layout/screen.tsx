import { Box } from 'ink';
import type { Theme } from '../theme.ts';
import { HeaderLine, type HeaderLineProps } from './header-line.tsx';
import { PromptLine, type PromptLineProps } from './prompt-line.tsx';
import type { Regions } from './regions.ts';
import { RuleLine, type Work } from './rule-line.tsx';
import { StatusLine, type StatusLineProps } from './status-line.tsx';
import { TextBlock } from './text-block.tsx';
import { TitleLine, type TitleLineProps } from './title-line.tsx';

type Own<Props> = Omit<Props, 'columns' | 'theme'>;

export interface ScreenProps {
  readonly regions: Regions;
  readonly theme: Theme;
  readonly header: Own<HeaderLineProps>;
  readonly title: Own<TitleLineProps>;
  /** Lines that cover the body from below, at most as many as the regions say. */
  readonly overlay: readonly string[];
  readonly foot: readonly string[];
  /** What the tour says; as many lines as the regions say. */
  readonly card: readonly string[];
  readonly work: Work | undefined;
  readonly prompt: Own<PromptLineProps>;
  readonly status: Own<StatusLineProps>;
}

/** The whole screen. The rows of the answer are painted over the empty box, without passing through ink. */
export function Screen({ regions, theme, ...parts }: ScreenProps) {
  const { columns, rows } = regions;
  const { overlay, foot, card } = parts;
  const common = { columns, theme };
  return (
    <Box flexDirection='column' width={columns} height={rows}>
      <HeaderLine {...common} {...parts.header} />
      <TitleLine {...common} {...parts.title} />
      <Box height={regions.bodyLines - overlay.length + regions.footLines - foot.length} />
      <TextBlock columns={columns} lines={foot} />
      <TextBlock columns={columns} lines={card} />
      <TextBlock columns={columns} lines={overlay} />
      <RuleLine {...common} work={parts.work} />
      <PromptLine {...common} {...parts.prompt} />
      <StatusLine {...common} {...parts.status} />
    </Box>
  );
}
