import { afterAll, expect, test } from 'vitest';
import { Engine } from '../../../src/session/engine/engine.ts';
import { exampleSnapshot } from '../../../src/session/example.ts';
import { heapsnapshot, rooted } from '../../formats/v8/heapsnapshot.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

needsBuild();
const file = temporaryFiles();
const LARGE = 17 << 20;
const nodes = rooted([2], [], [{ type: 'string', name: 'x'.repeat(LARGE), id: 5, size: LARGE }]);
const whole = file('whole.heapsnapshot', Buffer.from(heapsnapshot(nodes)));
const cut = file('cut.heapsnapshot', Buffer.from(heapsnapshot(nodes)).subarray(0, -2));

const engines: Engine[] = [];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

/** An engine that is told what it is going to open: of a large file it reads before it can answer anything. */
function engineFor(name: string) {
  const texts: string[] = [];
  const engine = new Engine({
    answers: 'text',
    colour: false,
    answersToTerminal: true,
    columns: 100,
    files: [name],
    showText: async (_, text) => void texts.push(text),
  });
  engines.push(engine);
  const open = (partial = false) => engine.open({ files: [name], partial, greets: true });
  return { engine, open, texts };
}

test('a large file is opened, and what is asked meanwhile is answered', async () => {
  const { engine, open, texts } = engineFor(whole);
  const opening = open();
  const problem = engine.check('nonsense 1 | hist');
  const asked = engine.run('objects string');
  expect(await opening).toMatchObject({ status: 'done', header: { snapshot: 'whole', objects: 3 } });
  expect(await problem).toMatchObject({ column: 0 });
  expect((await asked).status).toBe('done');
  expect(texts.join('')).toMatch(/whole: v8 · 3 objects · 17\.0 MiB · [\d.]+ m?s\n/);
});

test('one that cannot be read is told of, and another one can be opened', async () => {
  const { engine, open, texts } = engineFor(cut);
  expect(await open()).toMatchObject({ status: 'unreadable', header: undefined });
  expect(texts.join('')).toContain(`${cut}: `);
  const partial = await engine.run(`open ${cut} --partial`);
  expect(partial).toMatchObject({ status: 'done', header: { objects: 3 } });
  expect((await engine.run(`open ${exampleSnapshot()}`)).header?.snapshot).toBe('pylint');
});

test('so is one that is stopped while it is read', async () => {
  const { engine, open, texts } = engineFor(whole);
  const opening = open();
  engine.cancel();
  expect(await opening).toMatchObject({ status: 'cancelled', header: undefined });
  expect(texts.join('')).toContain(`to open it after all: open ${whole}`);
  expect((await engine.run(`open ${whole}`)).header?.objects).toBe(3);
});
