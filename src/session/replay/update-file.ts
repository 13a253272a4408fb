import type { CommandSyntax } from '../../query/syntax.ts';
import type { NewAnswer } from '../session-file/compare.ts';
import type { FrontMatter, SessionFile } from '../session-file/session-file.ts';
import { updatedText } from '../session-file/update.ts';
import type { OpenedSnapshot } from './open-snapshots.ts';
import { type ReplaySource, writtenByThis } from './replay-source.ts';
import type { ReplayedStep } from './replay-steps.ts';
import { rewriteFile } from './rewrite-file.ts';
import { stepFacts } from './step-facts.ts';
import { isWritable } from './writable.ts';

/**
 * Writes today's answers in the place of the recorded ones. `opened`: the snapshots, where they are others than the file says.
 * False: nothing had to be written. Throws HeapshError.
 */
export function updateFile(
  source: ReplaySource,
  steps: readonly ReplayedStep[],
  commands: readonly CommandSyntax[],
  opened: readonly OpenedSnapshot[] | undefined,
): boolean {
  const { file, bytes, session } = source;
  if (session === undefined) return false;
  const answers = new Map<number, NewAnswer>();
  for (const { step, outcome, answer } of steps) {
    if (answer === undefined || outcome.kind === 'not-verified') continue;
    if (isWritable(step, answer, stepFacts(step.command, commands))) answers.set(step.number, answer);
  }
  // Of some steps alone, the others are still as the old version has drawn them.
  const isWhole = steps.length === source.steps.length;
  const text = updatedText(session, answers, frontMatterNow(session, opened, isWhole));
  if (text === session.text) return false;
  rewriteFile(file, bytes, text);
  return true;
}

/** Undefined: it stays. What was not told of before is not told of now, but for what identifies a snapshot. */
function frontMatterNow(
  { frontMatter }: SessionFile,
  opened: readonly OpenedSnapshot[] | undefined,
  isWhole: boolean,
): FrontMatter | undefined {
  if (frontMatter === undefined) return undefined;
  const { values } = frontMatter;
  const isByThis = values.writtenBy === undefined || values.writtenBy === writtenByThis();
  if (opened === undefined && (isByThis || !isWhole)) return undefined;
  const snapshots = opened?.map(({ recorded, now }) => {
    const { path, ...identity } = now;
    return recorded?.path === undefined ? identity : { ...identity, path };
  });
  return {
    ...values,
    snapshots: snapshots ?? values.snapshots,
    writtenBy: values.writtenBy && writtenByThis(),
  };
}
