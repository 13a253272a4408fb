import { expect, test } from 'vitest';
import { PiecesInStep } from '../../src/analysis/pieces-in-step.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { quietTask } from '../../src/base/task.ts';

test('the last piece to come waits for nobody', () => {
  const memory = PiecesInStep.memory(2);
  const impatient = {
    ...quietTask,
    step: () => {
      throw new CancelledError();
    },
  };
  expect(() => new PiecesInStep(memory).waitForAll('counted', impatient)).toThrow(CancelledError);
  new PiecesInStep(memory).waitForAll('counted', impatient);
});

test('nobody waits for a piece that has failed', () => {
  const steps = new PiecesInStep(PiecesInStep.memory(2));
  steps.fail();
  expect(() => steps.waitForAll('counted', quietTask)).toThrow('another thread has failed');
  expect(() => steps.waitForAll('started', quietTask)).toThrow('another thread has failed');
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
