import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../../formats/v8/heapsnapshot.ts';
import { sessionOn } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';

/** Numbers in fields, elements, entries, variables and globals, and much that is none. */
const program = `
class Cart {
  count = 5;
  price = 1.5;
  items = [{ sku: 'a' }, { sku: 'b' }];
  numbers = [1, 2, 3];
}
class Session { constructor(id) { this.id = id; this.name = 'session ' + id; } }
class Loose { constructor() { Object.assign(this, { gone: 1, name: 'loose', amount: 3 }); delete this.gone; } }
const scope = () => { let calls = 7; const o = {}; return () => [calls++, o]; };
globalThis.app = { cart: new Cart(), loose: new Loose(), call: scope(), ages: new Map([['ann', 41]]), sessions: new Map() };
globalThis.total = 12;
for (let i = 0; i < 10; i++) app.sessions.set('key ' + i, new Session(i));
require('node:v8').writeHeapSnapshot(process.argv[1], { exposeNumericValues: process.argv[2] === 'numbers' });`;

const folder = temporaryFolder();

async function notesOn(how: string): Promise<(line: string) => Promise<string>> {
  const file = join(folder, `${how}.heapsnapshot`);
  execFileSync(process.execPath, ['-e', program, file, how]);
  const { run } = sessionOn(await read(readFileSync(file)));
  return async (line) => (await run(line)).provenance.notes.join('\n');
}

/** What may have found nothing because numbers are missing. */
const aboutNumbers = [
  'Cart->count',
  'Cart | select .count',
  'Cart[.count = 5]',
  'Cart[.price > 1]',
  'Cart | where .count in (4, 5)',
  'Cart | select .count * 2',
  'Session | sort .id',
  'Cart | select .numbers[0]',
  'Loose->amount',
  'global[.total > 3]',
  'Session | where .id = 3',
  'global->app->call->[[context]][.calls > 3]',
  'global[.app.ages["ann"] > 40]',
];

/** What finds nothing for another reason. */
const aboutOthers = [
  'Cart | select .items[9].sku',
  'Cart | select .items[9]',
  'Cart | select .items[0].count.x',
  'Cart->sku',
  'Cart->Session',
  'Map->Session',
  'global->app->sessions->"key 7"',
  'global->app->sessions->["key 77"]',
  'global[.app.ages["bob"] > 40]',
  'Session->nonono',
  'Session[.nonono = 5]',
  'Session[.name = 5]',
  'Session | select .name.x',
];

describe('without numbers', async () => {
  const notes = await notesOn('plain');

  test.each(aboutNumbers)('%s: they may be why nothing is found', async (line) => {
    expect(await notes(line)).toContain('fields that hold numbers are not in this snapshot');
  });

  test.each(aboutOthers)('%s: they have nothing to do with it', async (line) => {
    expect(await notes(line)).not.toContain('hold numbers');
  });
});

test('with numbers nothing is said of them', async () => {
  const notes = await notesOn('numbers');
  for (const line of [...aboutNumbers, ...aboutOthers])
    expect(await notes(line)).not.toContain('hold numbers');
});
