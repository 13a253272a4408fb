import { spokenFile } from '../base/standard-input.ts';
import { colourStyle, plainStyle } from '../output/style.ts';
import { terminalWidth } from '../output/terminal-width.ts';
import { visible } from '../output/visible.ts';
import { wantsColour } from '../output/wants-colour.ts';
import { AnswerWriter } from './answer-writer.ts';
import { linesFrom, runBatch } from './batch.ts';
import type { RunOptions, Step } from './command-line/read-command-line.ts';
import { exampleSnapshot, exampleTour } from './example.ts';
import { asHeapshError } from './failure.ts';
import { givesLines } from './given-lines.ts';
import { heapshVersion } from './heapsh-version.ts';
import { IndexKeeper } from './indexes/index-keeper.ts';
import { saveAtEnd } from './indexes/leave-no-part.ts';
import { LineRunner } from './line-runner.ts';
import { newSession } from './new-session.ts';
import { canDrawProgress, ProgressLine } from './progress-line.ts';
import { Recorder } from './recorder/recorder.ts';
import { RecordingWriter } from './recorder/recording-writer.ts';
import { readScript, type ScriptLine } from './script.ts';
import type { Session } from './session.ts';
import { readLimit, readMode } from './settings.ts';
import { StreamSink } from './sink.ts';
import { guessedName } from './snapshots.ts';
import { TerminalTask } from './terminal-task.ts';
import { runTourReport } from './tour/tour-report.ts';
import { unwatchedTask, type WatchedTask } from './watched-task.ts';

const FAILED = 1;
const UNREADABLE = 3;

/** Runs what the command line asks for without a prompt; gives the exit status. */
export async function runWithoutPrompt(run: RunOptions): Promise<number> {
  const output = newWriter(run);
  const task =
    run.quiet || !canDrawProgress(process.stderr)
      ? unwatchedTask
      : new TerminalTask(new ProgressLine(process.stderr));
  const indexes = new IndexKeeper(run.index, (message) => {
    task.rest();
    process.stderr.write(`heapsh: ${visible(message)}\n`);
  });
  const session = newSession(indexes);
  const recorder = new Recorder(session, {
    isAutomatic: false,
    isInteractive: false,
    environment: process.env,
    version: heapshVersion(),
  });
  session.recording = recorder;
  const writer = new RecordingWriter(output, recorder, { isPatient: true });
  const runner = new LineRunner(session, writer);
  try {
    if (run.output !== undefined) await writer.redirect(run.output);
    const files = run.useExample ? [exampleSnapshot(), ...run.files] : run.files;
    const opened = await runner.open(files, { partial: run.partial, greets: false }, task);
    if (opened !== 'done') return UNREADABLE;
    if (!run.quiet) tellNames(session);
    if (run.record !== undefined) recorder.record(run.record);
    if (!(await applyCuts(runner, recorder, run.cuts, task))) return FAILED;
    const isReport = await wantsReport(run);
    output.separatesAnswers = !isReport;
    if (isReport) return await runTourReport(runner, exampleTour(), task);
    const lines = run.steps.length > 0 ? stepLines(run.steps) : pipedLines(run.quiet);
    return await runBatch(runner, lines, { keepGoing: run.keepGoing, task });
  } finally {
    try {
      await writer.close();
    } finally {
      // The answers are there, or whoever read them has enough (`| head`): what is left of writing costs nobody's reading.
      await saveAtEnd(indexes, run.index, task);
    }
  }
}

/** The example alone, where nobody asks anything and nobody could. */
async function wantsReport({ useExample, steps }: RunOptions): Promise<boolean> {
  if (!useExample || steps.length > 0 || process.stdout.isTTY === true) return false;
  return !(await givesLines(process.stdin));
}

/** Those of standard input; that there were none is said. */
async function* pipedLines(isQuiet: boolean): AsyncGenerator<ScriptLine> {
  let isAnswered = false;
  for await (const line of linesFrom(process.stdin)) {
    isAnswered ||= line.text.trim() !== '';
    yield line;
  }
  if (isAnswered || isQuiet) return;
  process.stderr.write(
    "heapsh: standard input gave no lines to run: -c 'hist | head 5' asks, or a terminal\n",
  );
}

/** Of several snapshots, where lines must name them. */
function tellNames({ snapshots }: Session): void {
  if (snapshots.length < 2) return;
  for (const { name, heap } of snapshots) {
    const { file } = heap.snapshot.source;
    if (name === guessedName(file)) continue;
    process.stderr.write(`heapsh: ${visible(spokenFile(file))} is called ${name}\n`);
  }
}

/** False, and said so, when one of them cannot be made. */
async function applyCuts(
  { session, writer }: LineRunner,
  recorder: Recorder,
  cuts: readonly string[],
  task: WatchedTask,
): Promise<boolean> {
  for (const edges of cuts) {
    const line = `cut ${edges}`;
    try {
      recorder.begin(line);
      const { result } = await session.execute(line, task, 0);
      recorder.answered(result, 0);
    } catch (error) {
      task.rest();
      await writer.writeFailure(line, asHeapshError(error));
      return false;
    }
    task.rest();
  }
  return true;
}

function newWriter(run: RunOptions): AnswerWriter {
  const writer = new AnswerWriter({
    out: new StreamSink(process.stdout, process.stdout.isTTY === true),
    messages: new StreamSink(process.stderr, process.stderr.isTTY === true),
    style: !run.noColour && wantsColour(process.stdout, process.env) ? colourStyle : plainStyle,
    isInteractive: false,
    width: () => terminalWidth(process.stdout, process.env),
  });
  if (run.mode !== undefined) writer.settings.mode = readMode(run.mode);
  if (run.limit !== undefined) writer.settings.limit = readLimit(run.limit);
  return writer;
}

function* stepLines(steps: readonly Step[]): Generator<ScriptLine> {
  for (const step of steps) {
    if (step.kind === 'script') yield* readScript(step.value, step.arguments);
    else for (const text of step.value.split('\n')) yield { text, lineNumber: undefined, file: undefined };
  }
}
