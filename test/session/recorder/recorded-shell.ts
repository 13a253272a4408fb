import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { plainStyle } from '../../../src/output/style.ts';
import { AnswerWriter } from '../../../src/session/answer-writer.ts';
import { LineRunner } from '../../../src/session/line-runner.ts';
import { Recorder } from '../../../src/session/recorder/recorder.ts';
import { RecordingWriter } from '../../../src/session/recorder/recording-writer.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { type Step, stepsOf } from '../../../src/session/session-file/session-file.ts';
import { unwatchedTask, type WatchedTask } from '../../../src/session/watched-task.ts';
import { heap, type ObjectSpec } from '../../support/heap.ts';
import { sessionOn } from '../../support/run-command.ts';
import { TextSink } from '../../support/text-sink.ts';

/** So many texts, each of its own. */
export function texts(count: number): HeapSnapshot {
  const objects: Record<string, ObjectSpec> = {};
  for (let i = 0; i < count; i++) objects[`t${i}`] = { type: 'str', value: `text number ${i}`, size: 50 + i };
  return heap({ objects }).snapshot;
}

interface Choices {
  readonly snapshot: HeapSnapshot;
  /** XDG_STATE_HOME. */
  readonly state: string;
  readonly isAutomatic?: boolean;
  readonly isPatient?: boolean;
}

/** A shell as the engine's thread has it, whose answers are texts. */
export function recordedShell({ snapshot, state, isAutomatic = true, isPatient = false }: Choices) {
  const { session } = sessionOn(snapshot, { 'other.heapsh': texts(3) });
  const environment = { XDG_STATE_HOME: state };
  const recorder = new Recorder(session, { isAutomatic, isInteractive: true, environment, version: '9' });
  session.recording = recorder;
  const out = new TextSink();
  const messages = new TextSink();
  const surroundings = { out, messages, style: plainStyle, isInteractive: true, width: () => Infinity };
  const runner = new LineRunner(
    session,
    new RecordingWriter(new AnswerWriter(surroundings), recorder, { isPatient }),
  );
  return {
    session,
    recorder,
    runner,
    out,
    messages,
    run: async (...lines: string[]) => {
      for (const text of lines) await runLine(runner, text, unwatchedTask);
    },
    runWith: (text: string, task: WatchedTask) => runLine(runner, text, task),
  };
}

async function runLine(runner: LineRunner, text: string, task: WatchedTask): Promise<void> {
  await runner.run({ text, lineNumber: undefined, file: undefined }, task);
}

/** The only session file of a state folder; undefined: there is none. */
export function automaticFile(state: string): string | undefined {
  const folder = join(state, 'heapsh/sessions');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
  if (names.length > 1) throw new Error(`several sessions: ${names.join(', ')}`);
  return names[0] === undefined ? undefined : join(folder, names[0]);
}

export function stepsIn(file: string): Step[] {
  return stepsOf(parseSessionFile(readFileSync(file, 'utf8')));
}

export function commandsIn(file: string): string[] {
  return stepsIn(file).map(({ command }) => command);
}
