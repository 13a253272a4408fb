import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileDigest } from '../../../src/base/file-digest.ts';
import { quietTask } from '../../../src/base/task.ts';
import { Heap } from '../../../src/query/heap.ts';
import { runtimeOf } from '../../../src/query/runtimes/index.ts';
import { FileLock } from '../../../src/session/recorder/file-lock.ts';
import { SessionHead } from '../../../src/session/recorder/session-head.ts';
import { FileTranscript } from '../../../src/session/recorder/transcript.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';
import { texts } from './recorded-shell.ts';

const folder = temporaryFolder();

/** A heap that says it is of a file with so many bytes. */
function heapOfFile(name: string, bytes: number): Heap {
  const file = join(folder, name);
  writeFileSync(file, 'snapshot');
  truncateSync(file, bytes);
  const snapshot = texts(2);
  return new Heap(
    'test',
    { ...snapshot, source: { ...snapshot.source, file, fileSize: bytes } },
    runtimeOf('cpython'),
  );
}

function begun(name: string, heaps: readonly Heap[]) {
  const head = new SessionHead(heaps, '9', new Date(0));
  const file = join(folder, name);
  writeFileSync(file, '');
  const transcript = new FileTranscript(file, FileLock.take(file));
  transcript.append(`${head.text}\nprose\n`);
  const fill = (line: string, by: string) => transcript.fill(line, by);
  const snapshots = () => parseSessionFile(transcript.text()).frontMatter?.values.snapshots;
  return { head, transcript, fill, snapshots };
}

const LARGE = 64 << 20;

test('the digest of a large snapshot takes the place that was kept for it, and no other byte is touched', async () => {
  const heap = heapOfFile('large.heapsh', LARGE);
  const { head, transcript, fill, snapshots } = begun('large.md', [heap]);
  const before = transcript.text();
  expect(snapshots()).toMatchObject([{ file: 'large.heapsh', sha256: undefined }]);
  expect(before).toContain('# sha256: not computed yet');
  while (!head.work(50, fill));
  expect(snapshots()).toMatchObject([
    { sha256: await fileDigest(heap.snapshot.source.file, quietTask), objectCount: 2 },
  ]);
  const after = transcript.text();
  expect(after.length).toBe(before.length);
  expect(after.replace(/^sha256.*$/m, '')).toBe(before.replace(/^# sha256.*$/m, ''));
});

test('of several, each has its own; what has gone has none', () => {
  const small = heapOfFile('small.heapsh', 10);
  const snapshot = { ...small.snapshot, source: { ...small.snapshot.source, file: join(folder, 'gone') } };
  const { head, fill, snapshots } = begun('several.md', [
    heapOfFile('big.heapsh', LARGE),
    small,
    new Heap('gone', snapshot, small.runtime),
  ]);
  while (!head.work(50, fill));
  const known = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(snapshots()?.map(({ file, sha256 }) => [file, sha256])).toEqual([
    ['big.heapsh', known],
    ['small.heapsh', known],
    ['gone', undefined],
  ]);
});

test('who has edited the file meanwhile keeps it as it is', () => {
  const { head, transcript, fill } = begun('edited.md', [heapOfFile('edited.heapsh', LARGE)]);
  const edited = transcript.text().replace('# sha256: not computed yet', '# mine');
  writeFileSync(transcript.file, edited);
  while (!head.work(50, fill));
  expect(transcript.text()).toBe(edited);
});
