import { afterAll, expect, test } from 'vitest';
import type { FirstLook } from '../../../src/model/first-look.ts';
import { Engine } from '../../../src/session/engine/engine.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { withHist } from '../../support/hist.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

needsBuild();
const file = temporaryFiles();
const large = file('large.heapsh', withHist(pythonHeap().snapshot, { dict: 1_500_000, str: 2_000_000 }));
const small = file('small.heapsh', withHist(pythonHeap().snapshot, { dict: 10 }));

const events: (FirstLook | string | undefined)[] = [];
const engine = new Engine({
  answers: 'screen',
  colour: false,
  answersToTerminal: true,
  columns: 100,
  showAnswer: ({ command }) => events.push(`answer to ${command}`),
  showFirstLook: (look) => void events.push(look),
});
afterAll(() => engine.close());

test('a large snapshot has a first look before it is open, and none when the next one begins to open', async () => {
  const outcome = await engine.open({ files: [large, small], partial: false, greets: true });
  expect(outcome.status).toBe('done');
  expect(events).toMatchObject([
    undefined,
    {
      objects: 3_500_000,
      types: [
        { name: 'str', objects: 2_000_000 },
        { name: 'dict', objects: 1_500_000 },
      ],
    },
    undefined,
    'answer to ',
  ]);
});

test('so has one that is opened later', async () => {
  events.length = 0;
  await engine.run(`open ${large} as again`);
  expect(events).toMatchObject([undefined, { objects: 3_500_000 }, `answer to open ${large} as again`]);
});
