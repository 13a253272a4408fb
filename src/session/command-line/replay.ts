import { UsageError } from '../../base/errors.ts';
import { colourStyle, plainStyle } from '../../output/style.ts';
import { terminalWidth } from '../../output/terminal-width.ts';
import { visible } from '../../output/visible.ts';
import { wantsColour } from '../../output/wants-colour.ts';
import { type IndexChoice, IndexKeeper } from '../indexes/index-keeper.ts';
import { leaveNoPart, saveAtEnd } from '../indexes/leave-no-part.ts';
import { canDrawProgress, ProgressLine } from '../progress-line.ts';
import { JsonLinesReport } from '../replay/json-lines-report.ts';
import type { ReplayReport } from '../replay/replay-report.ts';
import { runReplay } from '../replay/replay-run.ts';
import { TableReport } from '../replay/table-report.ts';
import { StreamSink } from '../sink.ts';
import { TerminalTask } from '../terminal-task.ts';
import { unwatchedTask } from '../watched-task.ts';
import type { CommandLineOption } from './options.ts';
import { type ReadOptions, readOptions } from './read-options.ts';
import { namedSnapshots, requirePiped } from './standard-input.ts';
import { optionLines } from './usage.ts';

const replayOptions = [
  { name: 'update', doc: 'write the answers of today into FILE; the rest of it stays as it is' },
  { name: 'only', value: 'STEPS', doc: 'verify some steps: 3,5-7; those before them are only run' },
  { name: 'step', doc: 'wait for a key before each step, and show what it answers' },
  { name: 'junit', value: 'FILE', doc: 'write the results as JUnit XML too, for CI' },
  { name: 'mode', value: 'MODE', doc: 'table (default), or json: one document a step, and a summary' },
  { name: 'partial', doc: 'load the whole part of a snapshot that is cut short or damaged' },
  { name: 'no-index', doc: 'neither read nor write an index file' },
  { name: 'quiet', short: 'q', doc: 'no progress; only what does not pass, and the summary' },
  { name: 'no-color', doc: 'no colour, as with NO_COLOR' },
  { name: 'help', short: 'h', doc: 'print this' },
] as const satisfies readonly CommandLineOption[];

type ReplayOptionName = (typeof replayOptions)[number]['name'];

/** `heapsh replay FILE [SNAPSHOT…]`: runs a session again and tells what is equal; gives the exit status. Throws HeapshError. */
export async function replay(
  argv: readonly string[],
  print: (text: string) => Promise<number>,
): Promise<number> {
  const read = readOptions(argv, replayOptions, 'heapsh replay --help');
  const has = (name: ReplayOptionName) => read.options.some((option) => option.name === name);
  if (has('help')) return await print(`${replayUsage().join('\n')}\n`);
  const value = (name: ReplayOptionName) => read.options.findLast((option) => option.name === name)?.value;
  const [file, ...named] = [...read.operands, ...read.rest];
  if (file === undefined) {
    throw new UsageError('which session? a file is needed', { hint: 'heapsh replay FILE [SNAPSHOT…]' });
  }
  const snapshots = namedSnapshots(named);
  requirePiped(snapshots);
  const task =
    has('quiet') || has('step') || !canDrawProgress(process.stderr)
      ? unwatchedTask
      : new TerminalTask(new ProgressLine(process.stderr));
  const request = {
    file,
    snapshots,
    update: has('update'),
    step: has('step'),
    only: value('only'),
    junit: value('junit'),
    partial: has('partial'),
  };
  const choice: IndexChoice = { uses: !has('no-index'), file: undefined };
  leaveNoPart(choice);
  const indexes = new IndexKeeper(choice, (message) => {
    task.rest();
    process.stderr.write(`heapsh: ${visible(message)}\n`);
  });
  try {
    return await runReplay(request, reportFor(read, value('mode')), task, indexes);
  } finally {
    await saveAtEnd(indexes, choice, task);
  }
}

function reportFor({ options }: ReadOptions, mode: string | undefined): ReplayReport {
  const has = (name: ReplayOptionName) => options.some((option) => option.name === name);
  const out = new StreamSink(process.stdout, process.stdout.isTTY === true);
  const messages = new StreamSink(process.stderr, process.stderr.isTTY === true);
  if (mode === 'json') return new JsonLinesReport(out, messages);
  if (mode !== undefined && mode !== 'table') {
    throw new UsageError(`a replay is told as table or json, not as ${mode}`);
  }
  return new TableReport(out, {
    style: !has('no-color') && wantsColour(process.stdout, process.env) ? colourStyle : plainStyle,
    width: terminalWidth(process.stdout, process.env),
    quiet: has('quiet'),
    showsAnswers: has('step'),
  });
}

function replayUsage(): string[] {
  return [
    'usage: heapsh replay FILE [SNAPSHOT…] [options]',
    '',
    'Run the commands of a session again, or of a plain script, and tell of each whether it answers what it did. On the',
    'snapshot that was recorded all answers must be equal; on another one what differs is drift, and `expect` decides.',
    'Without a SNAPSHOT those are opened that the session names.',
    '',
    ...optionLines(replayOptions),
    '',
    'Exit status: 0 all is as it must be; 1 it is not; 2 wrong usage; 3 a snapshot could not be read; 130 stopped.',
  ];
}
