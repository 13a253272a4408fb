import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import { Recorder } from '../../../src/session/recorder/recorder.ts';
import { compareStep } from '../../../src/session/session-file/compare.ts';
import { answerDigest } from '../../../src/session/session-file/digest.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { recordedLines, recordedTrailer } from '../../../src/session/session-file/recorded-view.ts';
import { isTorn, stepsOf } from '../../../src/session/session-file/session-file.ts';
import { launcher, needsBuild, plainEnvironment } from '../../support/heapsh-process.ts';
import { sessionOn } from '../../support/run-command.ts';
import { temporaryFiles, temporaryFolder } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { stepsIn, texts } from './recorded-shell.ts';

needsBuild();

const KILLS = 48;
const LANES = 4;

const objects = texts(40);
const folder = temporaryFolder();
const snapshot = temporaryFiles()('small.heapsh', writeHeapsh(objects));

/** Short answers and long ones. */
const lines = Array.from({ length: 40 }, (_, i) =>
  i % 4 === 0
    ? `str | head ${1 + (i % 40)}`
    : `str | head ${1 + (i % 40)} | select @size, .value | tail ${1 + (i % 7)}`,
);

interface Run {
  /** What was shown: all that came through the pipe. */
  readonly shown: string;
  readonly wasKilled: boolean;
  /** From the first answer to the end. */
  readonly milliseconds: number;
}

/** Runs the lines, and kills the process so many milliseconds after its first answer; negative: after its start. */
function run(file: string, killAfter: number | undefined): Promise<Run> {
  const args = [launcher, snapshot, '--record', file, ...lines.flatMap((line) => ['-c', line])];
  const child = spawn(process.execPath, args, { env: plainEnvironment });
  let shown = '';
  let first: number | undefined;
  const kill = () => child.kill('SIGKILL');
  if (killAfter !== undefined && killAfter < 0) setTimeout(kill, -killAfter);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (first === undefined && killAfter !== undefined && killAfter >= 0) setTimeout(kill, killAfter);
    first ??= performance.now();
  });
  return new Promise((resolve) =>
    child.once('close', (_, signal) =>
      resolve({ shown, wasKilled: signal === 'SIGKILL', milliseconds: performance.now() - (first ?? NaN) }),
    ),
  );
}

/** One behind the other, as a script writes them. */
function answersIn(shown: string): string[] {
  return shown.split('\n\n').filter((answer) => answer !== '');
}

test('killed at any moment, the file has whatever was shown, and is continued and replayed', async () => {
  const whole = await run(join(folder, 'whole.md'), undefined);
  const expected = stepsIn(join(folder, 'whole.md'));
  expect(answersIn(whole.shown)).toHaveLength(lines.length);
  expect(expected.map(({ command, trailer }) => [command, trailer?.status])).toEqual(
    lines.map((line) => [line, 'answered']),
  );
  let killed = 0;
  let within = 0;
  /** Of a run, as busy as the machine is now. */
  let span = whole.milliseconds;

  const killOnce = async (n: number) => {
    const file = join(folder, `${n}.md`);
    const isEarly = n % 10 === 0;
    const moment = isEarly ? -(50 + Math.random() * 150) : Math.random() * span;
    const { shown, wasKilled, milliseconds } = await run(file, moment);
    if (wasKilled) killed++;
    else span = milliseconds;
    expect(whole.shown.startsWith(shown)).toBe(true);
    const answers = answersIn(shown).length;
    if (!existsSync(file)) {
      expect(answers).toBe(0);
      return;
    }
    if (wasKilled && answers > 0) within++;
    const text = readFileSync(file, 'utf8');
    const steps = stepsOf(parseSessionFile(text));
    expect(steps.length).toBeGreaterThanOrEqual(answers);
    for (const [i, step] of steps.slice(0, answers).entries()) {
      expect({
        command: step.command,
        lines: step.lines,
        torn: step.torn,
        status: step.trailer?.status,
      }).toEqual({
        command: lines[i],
        lines: expected[i]!.lines,
        torn: false,
        status: 'answered',
      });
    }
    await continueAndReplay(file, answers);
  };

  await Promise.all(
    Array.from({ length: LANES }, async (_, lane) => {
      for (let n = lane; n < KILLS; n += LANES) await killOnce(n);
    }),
  );
  expect(killed).toBeGreaterThan(KILLS / 4);
  expect(within).toBeGreaterThan(KILLS / 8);
  // Whoever continued a file has taken the lock over and given it back.
  expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
}, 300_000);

const replays = sessionOn(objects);

async function continueAndReplay(file: string, answers: number): Promise<void> {
  const { session } = sessionOn(objects);
  const environment = {};
  const recorder = new Recorder(session, {
    isAutomatic: false,
    isInteractive: false,
    environment,
    version: '9',
  });
  recorder.record(file);
  recorder.close();
  const continued = parseSessionFile(readFileSync(file, 'utf8'));
  expect(continued.problems).toEqual([]);
  expect(isTorn(continued)).toBe(false);
  const answered = stepsOf(continued).filter(({ trailer }) => trailer?.status === 'answered');
  expect(answered.length).toBeGreaterThanOrEqual(answers);
  for (const step of answered.slice(-3)) {
    const result = await replays.run(step.command);
    const trailer = recordedTrailer(result, answerDigest(result, quietTask));
    const answer = { lines: recordedLines(result), trailer: { ...trailer, status: 'answered' as const } };
    expect(compareStep(step, answer)).toEqual({ kind: 'equal', redrawn: false, onlyShown: false });
  }
}
