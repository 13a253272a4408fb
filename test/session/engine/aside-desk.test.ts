import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { AsideDesk } from '../../../src/session/engine/aside-desk.ts';
import { AsideLine } from '../../../src/session/engine/aside-line.ts';
import { EngineControl } from '../../../src/session/engine/engine-control.ts';

const row = { cells: ['a row'] } as never;

/** Both ends of a line; each question is interrupted so many times before it is answered. */
function interruptedDesk(times: number) {
  const control = new EngineControl();
  const { port1, port2 } = new MessageChannel();
  let left = times;
  const interrupt = () => left-- > 0 && control.cancel(1);
  const answers = {
    rows: (task: { step(done: number, total: number): void }) => {
      interrupt();
      task.step(0, 1);
      return [row];
    },
    find: (task: { step(done: number, total: number): void }) => {
      interrupt();
      task.step(0, 1);
      return { row: 7, goOn: undefined };
    },
  };
  const desk = new AsideDesk(port2, control);
  desk.open(answers as never);
  const line = new AsideLine(port1, control);
  return { desk, line, close: () => line.close() };
}

test.each([1, 2, 5])('rows come however often somebody interrupts: %i times', async (times) => {
  const { desk, line, close } = interruptedDesk(times);
  const asked = line.ask('rows', 1, 0, 10);
  desk.poll(); // as whatever runs does in its steps
  expect(await asked).toEqual([row]);
  close();
});

test('a search that is interrupted twice is over', async () => {
  const { desk, line, close } = interruptedDesk(2);
  const asked = line.ask('find', 1, 'words', 0, 1, 15);
  desk.poll();
  expect(await asked).toEqual({ row: undefined, goOn: undefined });
  close();
});

test('what is asked before anybody can answer waits', async () => {
  const control = new EngineControl();
  const { port1, port2 } = new MessageChannel();
  const desk = new AsideDesk(port2, control);
  const line = new AsideLine(port1, control);
  const asked = [line.ask('rows', 1, 0, 10), line.ask('rows', 1, 0, 11)];
  desk.poll();
  desk.open({ rows: () => [row] } as never);
  expect(await Promise.all(asked)).toEqual([[row], [row]]);
  line.close();
});
