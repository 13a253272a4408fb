import { readFileSync } from 'node:fs';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { classifyLine } from '../../query/parser/parse.ts';
import { heapshVersion } from '../heapsh-version.ts';
import { plainLines } from '../script.ts';
import { argumentNamed } from '../script-arguments.ts';
import { parseSessionFile } from '../session-file/parse.ts';
import { hasBlocks, type SessionFile, type Step, stepsOf } from '../session-file/session-file.ts';
import { sessionText } from '../session-file/session-text.ts';

/** A file that is to be replayed, as it was read. */
export interface ReplaySource {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** False: to write the text again would change bytes that nobody asked to change. */
  readonly isWhole: boolean;
  /** Undefined: a plain script, which holds no answers. */
  readonly session: SessionFile | undefined;
  readonly steps: readonly Step[];
}

const markdownName = /\.(md|markdown)$/i;

/** Throws HeapshError when there is nothing to be read, and UsageError when it has no step, for a test of nothing must not pass, or a step needs an argument. */
export function readReplaySource(file: string): ReplaySource {
  const source = readSource(file);
  requireNoArgument(source);
  if (source.steps.length > 0) return source;
  const hint = 'a session has its commands in ```heapsh blocks, each behind `> `; a script one on each line';
  throw new UsageError(`no steps in ${file}`, { hint });
}

/** What a recorder has written down may name one: it was refused then, and is now. */
function requireNoArgument({ file, steps }: ReplaySource): void {
  for (const { command, lineNumber, trailer } of steps) {
    const argument = trailer === undefined ? argumentNamed(command) : undefined;
    if (argument === undefined) continue;
    throw new UsageError(`${file}:${lineNumber}: ${argument} stands for an argument, and a replay has none`, {
      hint: `write its value there, or run it as a script: heapsh SNAPSHOT -f ${file} ARGUMENT…`,
    });
  }
}

function readSource(file: string): ReplaySource {
  const bytes = readBytes(file);
  const { text, isWhole } = sessionText(bytes);
  const session = parseSessionFile(text);
  const isSession = markdownName.test(file) || session.frontMatter !== undefined || hasBlocks(session);
  return isSession
    ? { file, bytes, isWhole, session, steps: stepsOf(session) }
    : { file, bytes, isWhole, session: undefined, steps: scriptSteps(text) };
}

/** Whether another version of heapsh may have drawn its answers. */
export function mayBeRedrawn({ session }: ReplaySource): boolean {
  const writtenBy = session?.frontMatter?.values.writtenBy;
  return writtenBy !== undefined && writtenBy !== writtenByThis();
}

export function writtenByThis(): string {
  return `heapsh ${heapshVersion()}`;
}

export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new HeapshError(`cannot read ${file}: ${systemErrorText(error)}`, { cause: error });
  }
}

/** Each line claims no more than that it does not fail. */
function scriptSteps(text: string): Step[] {
  const commands = plainLines(text).flatMap((line) => {
    const kind = classifyLine(line.text);
    const isCommand = kind !== 'blank' && kind !== 'comment';
    return isCommand ? [{ command: line.text.trim(), lineNumber: line.lineNumber }] : [];
  });
  return commands.map((command, i) => ({
    ...command,
    number: i + 1,
    lines: [],
    trailer: undefined,
    answerRange: { start: 0, end: 0 },
    torn: false,
  }));
}
