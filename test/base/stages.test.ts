import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CancelledError } from '../../src/base/errors.ts';
import { inStages, oneOf } from '../../src/base/stages.ts';
import { quietTask, type Task } from '../../src/base/task.ts';

function listening(): { readonly task: Task; readonly phases: string[]; readonly shares: number[] } {
  const phases: string[] = [];
  const shares: number[] = [];
  const task = {
    phase: (name: string) => phases.push(name),
    step: (done: number, total: number) => shares.push(done / total),
  };
  return { task, phases, shares };
}

test('phases have the share of the whole that their times tell', () => {
  const { task, phases, shares } = listening();
  const staged = inStages(task, [
    ['reading', 30],
    ['counting', 10],
  ]);
  staged.phase('reading');
  staged.step(1, 2);
  staged.step(2, 2);
  staged.phase('counting');
  staged.step(5, 10);
  expect(phases).toEqual(['reading', 'counting']);
  expect(shares).toEqual([0, 0.375, 0.75, 0.75, 0.875]);
});

test('a phase that comes again, or is in no stage, does not move it back', () => {
  const { task, shares } = listening();
  const staged = inStages(task, [
    ['reading', 1],
    ['counting', 1],
  ]);
  staged.phase('counting');
  staged.step(1, 2);
  staged.phase('reading');
  staged.step(1, 2);
  staged.phase('something else');
  staged.step(9, 10);
  staged.phase('counting');
  staged.step(1, 4);
  expect(shares).toEqual([0.5, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75, 0.75]);
});

test('whatever is told, it never goes back, and never beyond its end', () => {
  const names = ['a', 'b', 'c', 'd'];
  const told = fc.record({ name: fc.option(fc.constantFrom(...names)), done: fc.nat(20), total: fc.nat(10) });
  fc.assert(
    fc.property(fc.array(told), (all) => {
      const { task, shares } = listening();
      const staged = inStages(task, [
        ['a', 3],
        ['b', 1],
        ['c', 7],
      ]);
      for (const { name, done, total } of all) {
        if (name !== null) staged.phase(name);
        if (total > 0) staged.step(done, total);
      }
      expect(shares).toEqual(shares.toSorted((one, other) => one - other));
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }),
  );
});

test('where nobody knows how much there is, none is told; and what stops the work is let through', () => {
  const steps: [number, number][] = [];
  const staged = inStages({ ...quietTask, step: (done, total) => steps.push([done, total]) }, [
    ['reading', 1],
  ]);
  staged.phase('reading');
  staged.step(7, 0);
  expect(steps).toEqual([
    [0, 1],
    [7, 0],
  ]);
  const stopping: Task = {
    ...quietTask,
    step: () => {
      throw new CancelledError();
    },
  };
  expect(() => inStages(stopping, [['reading', 1]]).step(1, 2)).toThrow(CancelledError);
});

test('pieces of work of the same size are parts of one', () => {
  const { task, shares } = listening();
  oneOf(task, 0, 4).step(1, 2);
  oneOf(task, 3, 4).step(20, 10);
  oneOf(task, 2, 4).step(0, 0);
  expect(shares).toEqual([0.125, 1, 0.5]);
});
