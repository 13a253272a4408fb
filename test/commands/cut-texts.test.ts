import { expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

const { snapshot } = heap({
  objects: {
    short: { type: 'str', value: 'abc' },
    same: { type: 'str', value: 'abc' },
    long: { type: 'str', value: 'x'.repeat(96), length: 6101 },
    other: { type: 'str', value: 'x'.repeat(96), length: 200 },
  },
});
const { run } = sessionOn(snapshot);

test('texts of which only the beginning is known make a grouping bounded, and it says so', async () => {
  for (const line of ['str | group @value', 'str | distinct @value']) {
    const { provenance } = await run(line);
    expect(provenance).toMatchObject({ exact: false, bound: expect.stringContaining('preview') });
  }
});

test('otherwise it is exact', async () => {
  for (const line of ['str[@len = 3] | group @value', 'str | group @len', 'str | distinct @len']) {
    expect((await run(line)).provenance).toMatchObject({ exact: true });
  }
});
