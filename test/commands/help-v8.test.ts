import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { v8Lines } from '../../src/commands/help-text/v8-topic.ts';
import { read } from '../formats/v8/heapsnapshot.ts';
import { sessionOn } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

/** With the classes that help speaks of. */
const program = `
class Session { constructor(name) { this.name = name; this.text = name.repeat(400); } }
class ListNode { constructor(next) { this.next = next; } }
class App { sessions = new Map(); list = null; }
const app = globalThis.app = new App();
for (let n = 0; n < 300; n++) {
  app.sessions.set('user ' + n, new Session(Buffer.from('user ' + n).toString()));
  app.list = new ListNode(app.list);
}
require('node:v8').writeHeapSnapshot(process.argv[1]);`;

let session: ReturnType<typeof sessionOn>;
let id = 0;

beforeAll(async () => {
  const file = join(temporaryFolder(), 'app.heapsnapshot');
  execFileSync(process.execPath, ['-e', program, file]);
  const snapshot = await read(readFileSync(file));
  session = sessionOn(snapshot);
  const { objectsOf } = await session.table('Session | head 1');
  id = snapshot.objects.heapIds![objectsOf(0)[0]!]!;
});

/** A process of Node has neither findings nor nodes of a page. */
const mayBeEmpty = ['leaks', 'all[@detached] | hist'];

test.each(v8Lines.map(([line]) => line))('`%s`, which help tells to try on V8, answers', async (line) => {
  const result = await session.run(line.replace('@12345', `@${id}`));
  const isEmpty = result.kind === 'table' && result.rowCount === 0;
  expect(isEmpty && !mayBeEmpty.includes(line)).toBe(false);
  expect(result.heap).toBeDefined();
});

test('the line for what a Map holds finds its values, and what falls short of it is told of that line', async () => {
  const line = v8Lines.map(([written]) => written).find((written) => written.includes('[[table]]'));
  expect(line).toBeDefined();
  expect(await session.run(`count (${line}) and Session`)).toMatchObject({ value: 300 });
  const short = await session.table('App->sessions->*');
  expect(short.provenance.notes).toEqual([
    '`->*` of a Map or Set is what the engine keeps for it: its keys and values are `->[[table]]->*`',
  ]);
  for (const plain of ['App->*', '(App->sessions or App->sessions->[[table]])->*', 'App->sessions->*+']) {
    expect((await session.table(plain)).provenance.notes ?? []).toEqual([]);
  }
});
