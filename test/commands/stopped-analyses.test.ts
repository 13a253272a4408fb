import { expect, test } from 'vitest';
import { CancelledError } from '../../src/base/errors.ts';
import type { Task } from '../../src/base/task.ts';
import { heap } from '../support/heap.ts';
import { labels, many } from '../support/planted.ts';
import { handlesOf, rowsOf, sessionOn } from '../support/run-command.ts';

const { snapshot } = heap({
  objects: {
    app: { type: 'module', name: 'app', attributes: { __dict__: 'fields' } },
    fields: { type: 'dict', entries: [['key', 'jobs']] },
    key: { type: 'str', value: 'jobs' },
    jobs: { type: 'list', size: 200, elements: labels('job', 12) },
    ...many('job', 12, (i) => ({
      type: 'app.Job',
      size: 500,
      attributes: { name: `name${i}`, next: `job${(i + 1) % 12}` },
    })),
    ...many('name', 12, (i) => ({ type: 'str', value: `job ${i % 4}`, size: 60 })),
  },
  roots: { module: ['app'] },
});

/** Is asked to stop when it has heard so many words of progress. */
function impatient(words: number): Task {
  let left = words;
  const hear = (): void => {
    if (left-- === 0) throw new CancelledError();
  };
  return { phase: hear, step: hear };
}

test.each([
  'leaks',
  'dups',
  'waste',
  'diff test test by path',
  'growth test test by clodo',
  'retained app.Job',
  'dom by type',
  'free app.Job',
  'objects all | sort size | group type count sum(size)',
])('%s, stopped anywhere, leaves a session that answers the same', async (line) => {
  const fresh = await sessionOn(snapshot).table(line);
  const { session, table } = sessionOn(snapshot);
  let stops = 0;
  for (let isDone = false; !isDone; stops++) {
    isDone = await session.execute(line, impatient(stops)).then(
      () => true,
      (error) => {
        expect(error).toBeInstanceOf(CancelledError);
        return false;
      },
    );
  }
  expect(stops).toBeGreaterThan(3);
  const answer = await table(line);
  expect([rowsOf(answer), handlesOf(answer)]).toEqual([rowsOf(fresh), handlesOf(fresh)]);
});
