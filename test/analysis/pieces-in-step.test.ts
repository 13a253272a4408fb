import { expect, test } from 'vitest';
import { PiecesInStep } from '../../src/analysis/pieces-in-step.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';

test('the last piece to come waits for nobody, and knows what those before it have', () => {
  const steps = new PiecesInStep(PiecesInStep.memory(1));
  steps.waitForAll('counted', quietTask);
  steps.waitForAll('started', quietTask);
  const memory = PiecesInStep.memory(3);
  new PiecesInStep(memory).tell(0, 5);
  // More than a signed number can say.
  new PiecesInStep(memory).tell(1, 3_000_000_000);
  expect([0, 1, 2].map((piece) => new PiecesInStep(memory).sumBefore(piece, quietTask))).toEqual([
    0, 5, 3_000_000_005,
  ]);
});

test('nobody waits for a piece that has failed', () => {
  const steps = new PiecesInStep(PiecesInStep.memory(2));
  steps.fail();
  expect(() => steps.waitForAll('counted', quietTask)).toThrow('another thread has failed');
  expect(() => steps.sumBefore(1, quietTask)).toThrow('another thread has failed');
});

test('nor when the work is not wanted any more', () => {
  const steps = new PiecesInStep(PiecesInStep.memory(2));
  const stopped = {
    ...quietTask,
    step: () => {
      throw new CancelledError();
    },
  };
  expect(() => steps.waitForAll('started', stopped)).toThrow(CancelledError);
});
