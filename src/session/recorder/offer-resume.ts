import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { HeapshError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { STANDARD_INPUT } from '../../base/standard-input.ts';
import { visible } from '../../output/visible.ts';
import type { RunOptions } from '../command-line/read-command-line.ts';
import {
  objectivesOf,
  type SessionFile,
  type SnapshotIdentity,
  stepsOf,
} from '../session-file/session-file.ts';
import { lastSession } from './last-session.ts';
import { readSession } from './read-session.ts';

/**
 * Shows the last session on the terminal and asks whether to go on with it. What to run then; undefined: the user does
 * not want to. Throws HeapshError when there is none, or its snapshot is nowhere.
 */
export async function offerResume(run: RunOptions): Promise<RunOptions | undefined> {
  const file = lastSession(process.env);
  if (file === undefined) {
    throw new HeapshError('there is no session to go on with', {
      hint: 'heapsh SNAPSHOT begins one; those of shells that still run are not offered',
    });
  }
  const session = readSession(file);
  process.stdout.write(`${describeSession(file, session).map(visible).join('\n')}\n`);
  if (!(await isWanted('go on with it? [Y/n] '))) return undefined;
  const files = run.files.length > 0 ? run.files : snapshotsOf(file, session);
  return { ...run, files, continues: file };
}

/** What the session is, in a few lines; texts are the file's. */
function describeSession(file: string, session: SessionFile): string[] {
  const { snapshots = [], date } = session.frontMatter?.values ?? {};
  const count = stepsOf(session).length;
  const facts = [`${formatCount(count)} ${count === 1 ? 'step' : 'steps'}`];
  if (date !== undefined)
    facts.push(`begun ${date.replace('T', ' ').replace(/(:\d\d)(:\d\d)?Z$/, '$1 UTC')}`);
  return [
    file,
    ...snapshots.map(snapshotText),
    facts.join(', '),
    ...objectivesOf(session).map((text) => `Objective: ${text}`),
  ];
}

function snapshotText({ file, path, runtime, objectCount }: SnapshotIdentity): string {
  const facts = [runtime, objectCount === undefined ? undefined : `${formatCount(objectCount)} objects`];
  return [path ?? file ?? 'a snapshot without a name', ...facts.filter((fact) => fact !== undefined)].join(
    ' · ',
  );
}

/** Where they were; else beside the session, else here. */
function snapshotsOf(sessionFile: string, session: SessionFile): string[] {
  return (session.frontMatter?.values.snapshots ?? []).map(({ file, path }) => {
    const name = file ?? basename(path ?? '');
    const places = [
      ...(path === undefined ? [] : [path]),
      resolve(dirname(sessionFile), name),
      resolve(name),
    ];
    const found = places.find((place) => existsSync(place));
    if (found !== undefined) return found;
    if (file === STANDARD_INPUT) {
      throw new HeapshError(`${sessionFile} was recorded on standard input, which cannot be opened again`, {
        hint: 'heapsh --resume SNAPSHOT says where the snapshot is; … | heapsh --resume - pipes it in once more',
      });
    }
    throw new HeapshError(`the snapshot of ${sessionFile} is not there: ${path ?? name}`, {
      hint: 'heapsh --resume SNAPSHOT says where it is',
    });
  });
}

/** The end of the input, and Ctrl-C, are a no. */
function isWanted(question: string): Promise<boolean> {
  const asked = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((answer) => {
    asked.once('close', () => answer(false));
    asked.once('SIGINT', () => asked.close());
    asked.question(question, (text) => {
      answer(/^\s*(?:y(?:es)?)?\s*$/i.test(text));
      asked.close();
    });
  });
}
