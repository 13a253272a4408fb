import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../formats/v8/heapsnapshot.ts';
import { rowsOf, sessionOn } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

const folder = temporaryFolder();

/** Two snapshots of one process: items come, half of them go. */
const program = `
class Item { constructor(n) { this.n = 'n' + n; } }
globalThis.items = Array.from({ length: 3000 }, (_, n) => new Item(n));
const { writeHeapSnapshot } = require('node:v8');
writeHeapSnapshot(process.argv[1] + '.1');
items.splice(0, 1000);
for (let n = 0; n < 500; n++) items.push(new Item(n));
writeHeapSnapshot(process.argv[1] + '.2');`;

async function diffOf(before: string, after: string) {
  const [first, second] = [await read(readFileSync(before)), await read(readFileSync(after))];
  const session = sessionOn(first, { after: second });
  await session.run('open after');
  return session.table('diff test after');
}

test('V8 snapshots of one process are compared object by object, those of two are not', {
  timeout: 120_000,
}, async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  for (const path of [one, two]) execFileSync(process.execPath, ['-e', program, path]);
  const same = await diffOf(`${one}.1`, `${one}.2`);
  const item = rowsOf(same).find(({ type }) => type === 'Item');
  expect(item).toMatchObject({
    count_before: 3000,
    count_after: 2500,
    added: 500,
    removed: 1000,
    kept: 2000,
  });
  const other = await diffOf(`${one}.1`, `${two}.2`);
  expect(rowsOf(other).find(({ type }) => type === 'Item')).toMatchObject({
    count_before: 3000,
    count_after: 2500,
    kept: undefined,
  });
});
