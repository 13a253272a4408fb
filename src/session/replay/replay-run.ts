import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import type { IndexKeeper } from '../indexes/index-keeper.ts';
import { newSession } from '../new-session.ts';
import type { Session } from '../session.ts';
import { type JUnitStep, junitXml } from '../session-file/junit.ts';
import type { WatchedTask } from '../watched-task.ts';
import { chooseSnapshots } from './choose-snapshots.ts';
import { junitStep } from './junit-report.ts';
import { isSameSnapshot, type OpenedSnapshot, openSnapshots } from './open-snapshots.ts';
import { Pause } from './pause.ts';
import type { ReplayReport } from './replay-report.ts';
import { mayBeRedrawn, type ReplaySource, readReplaySource } from './replay-source.ts';
import { type ReplayedStep, replaySteps } from './replay-steps.ts';
import { readStepsToVerify } from './steps-to-verify.ts';
import { ReplaySummary } from './summary.ts';
import { updateFile } from './update-file.ts';

/** What `heapsh replay` is asked for. */
export interface ReplayRequest {
  readonly file: string;
  /** Instead of those that the file names. */
  readonly snapshots: readonly string[];
  readonly update: boolean;
  readonly step: boolean;
  /** `3,5-7` */
  readonly only: string | undefined;
  /** A file for the results as JUnit XML. */
  readonly junit: string | undefined;
  readonly partial: boolean;
}

const FAILED = 1;
const STOPPED = 130;

/**
 * Runs the steps of a file and tells what became of them; gives the exit status. Throws UsageError, FormatError when a
 * snapshot cannot be read, HeapshError when the file cannot, and what the report throws.
 */
export async function runReplay(
  request: ReplayRequest,
  report: ReplayReport,
  task: WatchedTask,
  indexes: IndexKeeper,
): Promise<number> {
  const source = readReplaySource(request.file);
  checkRequest(request, source);
  if (request.junit !== undefined) requireWritable(request.junit, request);
  const only = request.only === undefined ? undefined : readStepsToVerify(request.only, source.steps.length);
  const session = newSession(indexes);
  const opened = await openSnapshots(session, chooseSnapshots(source, request.snapshots), {
    partial: request.partial,
    task,
  });
  task.rest();
  const sameSnapshot = isSameSnapshot(opened);
  if (request.update && sameSnapshot === false && only !== undefined) {
    throw new UsageError('--update --only on another snapshot would mix the answers of two', {
      hint: 'leave --only out',
    });
  }
  await report.begin({ source, opened, sameSnapshot, warnings: warningsOf(source, opened) });
  const replayed = new Replay(sameSnapshot !== false);
  const isStopped = await replayed.run(session, source, { request, only, report, task });
  if (request.junit !== undefined) replayed.writeJUnit(request.file, request.junit);
  if (request.update && !isStopped) await update(source, session, opened, replayed, report);
  await report.end(replayed.summary);
  if (!replayed.summary.passes) return FAILED;
  return isStopped ? STOPPED : 0;
}

/** Before anything is run, which may take long. What is there already stays as it is until then. */
function requireWritable(to: string, { file, snapshots }: ReplayRequest): void {
  if ([file, ...snapshots].some((each) => resolve(each) === resolve(to))) {
    throw new UsageError(`--junit ${to} would overwrite what is replayed`, { hint: 'name another file' });
  }
  const isNew = !existsSync(to);
  writing(to, () => closeSync(openSync(to, 'a')));
  if (isNew) rmSync(to, { force: true });
}

function writing(to: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new HeapshError(`cannot write ${to}: ${systemErrorText(error)}`, { cause: error });
  }
}

function checkRequest({ step, update }: ReplayRequest, { file, session, isWhole }: ReplaySource): void {
  if (step) Pause.requireTerminal();
  if (!update) return;
  if (session === undefined) {
    throw new UsageError(`${file} is a plain script: it holds no answers to update`, {
      hint: 'leave --update out, or put its lines into ```heapsh blocks of a Markdown file',
    });
  }
  if (isWhole) return;
  throw new HeapshError(`${file} is not all UTF-8: what is not would be lost`, { hint: 'save it as UTF-8' });
}

function warningsOf({ file, session }: ReplaySource, opened: readonly OpenedSnapshot[]): string[] {
  const recorded = session?.frontMatter?.values.snapshots.length ?? 0;
  const counts =
    recorded === 0 || recorded === opened.length
      ? []
      : [`${file} was recorded on ${recorded} snapshots, and is replayed on ${opened.length}`];
  const problems = session?.problems ?? [];
  return [...counts, ...problems.map(({ lineNumber, message }) => `${file}:${lineNumber}: ${message}`)];
}

async function update(
  source: ReplaySource,
  session: Session,
  opened: readonly OpenedSnapshot[],
  { steps, sameSnapshot }: Replay,
  report: ReplayReport,
): Promise<void> {
  const isRewritten = updateFile(source, steps, session.commands, sameSnapshot ? undefined : opened);
  await report.tell(isRewritten ? `${source.file} is updated` : `${source.file} is up to date`);
}

interface Surroundings {
  readonly request: ReplayRequest;
  readonly only: ReadonlySet<number> | undefined;
  readonly report: ReplayReport;
  readonly task: WatchedTask;
}

/** One replay, step by step. */
class Replay {
  readonly steps: ReplayedStep[] = [];
  readonly summary = new ReplaySummary();
  readonly sameSnapshot: boolean;
  readonly #started = new Date();

  constructor(sameSnapshot: boolean) {
    this.sameSnapshot = sameSnapshot;
  }

  /** True: the user has stopped it. */
  async run(
    session: Session,
    source: ReplaySource,
    { request, only, report, task }: Surroundings,
  ): Promise<boolean> {
    const pause = request.step ? new Pause() : undefined;
    const options = {
      sameSnapshot: this.sameSnapshot,
      mayBeRedrawn: mayBeRedrawn(source),
      only,
      updates: request.update,
      task,
      ...(pause === undefined ? {} : { mayRun: pause.before.bind(pause) }),
    };
    let done = 0;
    try {
      for await (const replayed of replaySteps(session, source.steps, options)) {
        task.rest();
        done = replayed.step.number;
        this.steps.push(replayed);
        this.summary.add(replayed);
        await report.step(replayed);
      }
    } finally {
      pause?.close();
    }
    return pause !== undefined && done < Math.max(...(only ?? [source.steps.length]));
  }

  writeJUnit(file: string, to: string): void {
    const steps: JUnitStep[] = this.steps.map(junitStep);
    const suite = { name: basename(file), file, timestamp: this.#started.toISOString(), steps };
    writing(to, () => writeFileSync(to, Array.from(junitXml(suite)).join('')));
  }
}
