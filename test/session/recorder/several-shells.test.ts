import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { heapsh, needsBuild, outcomeOf, startHeapsh } from '../../support/heapsh-process.ts';
import { temporaryFiles, temporaryFolder } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { commandsIn, texts } from './recorded-shell.ts';

needsBuild();

const folder = temporaryFolder();
const snapshot = temporaryFiles()('small.heapsh', writeHeapsh(texts(12)));
const lockOf = (name: string) => join(folder, `.${name}.lock`);

/** A shell that has answered a line and waits for the next. */
async function conversation(file: string) {
  const child = startHeapsh([snapshot, '--record', file]);
  child.stdin.write('count str\n');
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return { child, ended: outcomeOf(child) };
}

test('two shells do not write one file, whatever they call it; one that has died holds it no longer', async () => {
  const file = join(folder, 'one.md');
  const { child, ended } = await conversation(file);
  mkdirSync(join(folder, 'sub'));
  const other = await heapsh([snapshot, '--record', join(folder, 'sub/../one.md'), '-c', 'count all']);
  expect(other.status).toBe(1);
  expect(other.err).toContain(`is being written by another shell (process ${child.pid})`);
  expect(other.out).toBe('');
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(lockOf('one.md'))).toBe(true);
  const next = await heapsh([snapshot, '--record', file, '-c', 'count all']);
  expect(next).toMatchObject({ status: 0, out: '12\n' });
  expect(commandsIn(file)).toEqual(['count str', 'count all']);
  expect(existsSync(lockOf('one.md'))).toBe(false);
});

test('of many that find the lock of a dead one, exactly one takes it over', async () => {
  const file = join(folder, 'race.md');
  const dead = await conversation(file);
  dead.child.kill('SIGKILL');
  await dead.ended;
  const racers = Array.from({ length: 8 }, () => startHeapsh([snapshot, '--record', file]));
  const outcomes = racers.map((child) => outcomeOf(child));
  // Who has the file reads its lines; who has not ends by itself, and cannot be written to.
  for (const child of racers) child.stdin.on('error', () => undefined);
  const winner = await Promise.any(
    racers.map(async (child) => {
      child.stdin.write('count all\n');
      await new Promise((resolve, reject) => {
        child.stdout.once('data', resolve);
        child.once('close', reject);
      });
      return child;
    }),
  );
  const losers = await Promise.all(outcomes.filter((_, i) => racers[i] !== winner));
  expect(losers.map(({ status, out }) => [status, out])).toEqual(losers.map(() => [1, '']));
  winner.stdin.end();
  expect((await outcomes[racers.indexOf(winner)]!).status).toBe(0);
  expect(commandsIn(file)).toEqual(['count str', 'count all']);
});

test('a process of that number that began at another time is another one; one of another machine may live', async () => {
  const file = join(folder, 'reused.md');
  const lock = (holder: object) => writeFileSync(lockOf('reused.md'), JSON.stringify(holder));
  lock({ pid: process.pid, started: '1', host: hostname() });
  const taken = await heapsh([snapshot, '--record', file, '-c', 'count all']);
  expect(taken.status).toBe(process.platform === 'linux' ? 0 : 1);
  lock({ pid: 1, started: '1', host: 'elsewhere.example' });
  const refused = await heapsh([snapshot, '--record', file, '-c', 'count all']);
  expect(refused.status).toBe(1);
  expect(refused.err).toContain(
    `on elsewhere.example); if that one has ended, remove ${lockOf('reused.md')}`,
  );
});

test('a script records with --record, or from the line that says so; the rest of its output is the same', async () => {
  const file = join(folder, 'script.md');
  const args = [snapshot, '-c', 'count str', '-c', 'count nonsense', '--keep-going'];
  const plain = await heapsh(args);
  const recorded = await heapsh([...args, '--record', file]);
  expect(recorded).toEqual(plain);
  expect(commandsIn(file)).toEqual(['count str', 'count nonsense']);
  const { frontMatter, problems } = parseSessionFile(readFileSync(file, 'utf8'));
  expect(problems).toEqual([]);
  expect(frontMatter?.values.snapshots).toMatchObject([
    {
      file: 'small.heapsh',
      path: snapshot,
      objectCount: 12,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
  const quiet = await heapsh([snapshot, '-c', 'count str', '-c', `record ${file}`, '-c', 'count all']);
  expect(quiet.status).toBe(0);
  expect(commandsIn(file)).toEqual(['count str', 'count nonsense', 'count all']);
});
