import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filePieces } from '../../src/formats/sources/file-pieces.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const bytes = Buffer.alloc(9_500_000);
for (let i = 0; i < bytes.length; i += 4) bytes.writeUInt32LE(i, i);

async function all(file: string, start: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of filePieces(file, bytes.length, start)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('all of a file comes in its order, from anywhere, and what was added meanwhile', async () => {
  const file = write('long', bytes);
  for (const start of [0, 5, 70_000, bytes.length - 1, bytes.length])
    expect((await all(file, start)).equals(bytes.subarray(start))).toBe(true);
  appendFileSync(file, 'more');
  const end = Buffer.concat([bytes.subarray(9_000_000), Buffer.from('more')]);
  expect((await all(file, 9_000_000)).equals(end)).toBe(true);
});

test('who has seen enough closes the file though a piece is on its way', async () => {
  const file = write('left', bytes);
  for (let count = 1; count <= 3; count++) {
    const pieces = filePieces(file, bytes.length);
    for (let i = 0; i < count; i++) expect((await pieces.next()).done).toBe(false);
    expect(await pieces.return(undefined)).toEqual({ value: undefined, done: true });
  }
});
