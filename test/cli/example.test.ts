import { expect, test } from 'vitest';
import { heapsh, needsBuild, outcomeOf, startHeapsh } from '../support/heapsh-process.ts';

needsBuild();

test.concurrent('demo without a terminal prints the story of the example', async () => {
  const { status, out, err } = await heapsh(['demo']);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  // Its commands, each with an answer below it.
  expect(out.match(/^heap> .*\n(?!\n)/gm)!.length).toBeGreaterThanOrEqual(12);
  expect(out).toContain('chains traceback via tb_next');
  expect(out).toContain('["MANAGER"]');
  expect(out).toContain('._mod_file_cache');
});

test.concurrent('so does --example, and for a program the story is its answers', async () => {
  const { status, out } = await heapsh(['--example', '--mode', 'json']);
  const documents = out.trim().split(/\n(?=\{"command")/);
  expect(documents.map((document) => JSON.parse(document).command)[0]).toMatch(/^hist/);
  expect({ status, enough: documents.length >= 12 }).toEqual({ status: 0, enough: true });
});

test.concurrent('lines may be run on the example', async () => {
  for (const example of ['demo', '--example']) {
    const asked = await heapsh([example], { input: 'count traceback\ncount list\n' });
    expect(asked).toMatchObject({ status: 0, out: '16616\n\n70948\n', err: '' });
  }
  expect(await heapsh(['demo', '-c', 'count traceback'])).toMatchObject({ status: 0, out: '16616\n' });
});

test.concurrent('who starts it and writes nothing is not waited for', async () => {
  const child = startHeapsh(['--example']);
  const { status, out } = await outcomeOf(child);
  expect([status, out.includes('chains traceback via tb_next')]).toEqual([0, true]);
});

test.concurrent('help shows what an example answers there', async () => {
  const { out } = await heapsh(['help', 'hist']);
  expect(out).toMatch(/^> hist \| head 5\nIndex +Count/m);
});
