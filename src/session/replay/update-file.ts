import type { CommandSyntax } from '../../query/syntax.ts';
import type { NewAnswer } from '../session-file/compare.ts';
import type { FrontMatter, SessionFile } from '../session-file/session-file.ts';
import { updatedText } from '../session-file/update.ts';
import type { OpenedSnapshot } from './open-snapshots.ts';
import type { ReplaySource } from './replay-source.ts';
import type { ReplayedStep } from './replay-steps.ts';
import { rewriteFile } from './rewrite-file.ts';
import { stepFacts } from './step-facts.ts';
import { isWritable } from './writable.ts';

/**
 * Writes today's answers in the place of the recorded ones. `opened`: the snapshots, where they are others than the file says.
 * False: nothing had to be written. Throws HeapshError.
 */
export function updateFile(
  { file, bytes, session }: ReplaySource,
  steps: readonly ReplayedStep[],
  commands: readonly CommandSyntax[],
  opened: readonly OpenedSnapshot[] | undefined,
): boolean {
  if (session === undefined) return false;
  const answers = new Map<number, NewAnswer>();
  for (const { step, outcome, answer } of steps) {
    if (answer === undefined || outcome.kind === 'not-verified') continue;
    if (isWritable(step, answer, stepFacts(step.command, commands))) answers.set(step.number, answer);
  }
  const text = updatedText(session, answers, opened && frontMatterOn(session, opened));
  if (text === session.text) return false;
  rewriteFile(file, bytes, text);
  return true;
}

/** Where a snapshot was is only told of those of which it was told before. */
function frontMatterOn(
  { frontMatter }: SessionFile,
  opened: readonly OpenedSnapshot[],
): FrontMatter | undefined {
  if (frontMatter === undefined) return undefined;
  const snapshots = opened.map(({ recorded, now }) => {
    const { path, ...identity } = now;
    return recorded?.path === undefined ? identity : { ...identity, path };
  });
  return { ...frontMatter.values, snapshots };
}
