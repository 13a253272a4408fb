import { expect, test } from 'vitest';
import { heapsh, needsBuild } from '../support/heapsh-process.ts';

needsBuild();

test('--cut takes edges away before anything is run, and answers say so', async () => {
  const { out, err, status } = await heapsh([
    ...['--example', '--cut', '*->AstroidImportError', '--cut', 'traceback->tb_frame'],
    ...['--mode', 'json', '-c', 'count AstroidImportError', '-c', 'count $1'],
  ]);
  // The cuts have no number of their own: $1 is the first answer, and a value is no set.
  expect([status, err]).toEqual([1, '']);
  const [count, failure] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(failure.message).toContain('`$1` is a value');
  expect(count).toMatchObject({
    value: 0,
    provenance: { cuts: ['*->AstroidImportError', 'traceback->tb_frame'] },
  });
});

test('the whole way: what if, cut, and what is left', async () => {
  const lines = [
    'whatif *->AstroidImportError | head 1',
    'cut *->AstroidImportError',
    'cuts',
    'hist freed | head 1',
    'count AstroidImportError',
    'uncut',
    'count AstroidImportError',
  ];
  const { out, status } = await heapsh([
    '--example',
    '--mode',
    'json',
    ...lines.flatMap((line) => ['-c', line]),
  ]);
  expect(status).toBe(0);
  const [whatif, cut, cuts, hist, none, , all] = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(cut.rows).toEqual([
    {
      number: 1,
      edges: '*->AstroidImportError',
      edge_count: expect.any(Number),
      objects: whatif.objects,
      bytes: whatif.bytes,
    },
  ]);
  expect([cuts.rows, cuts.bytes]).toEqual([cut.rows, whatif.bytes]);
  expect(hist.rows[0]).toMatchObject(whatif.rows[0]);
  expect(none.value).toBe(0);
  expect(all.value).toBeGreaterThan(0);
});

test('EDGES that name nothing end the run', async () => {
  const { out, err, status } = await heapsh(['--example', '--cut', 'traceback->tb_nex', '-c', 'hist']);
  expect([out, status]).toEqual(['', 1]);
  expect(err).toContain('`traceback->tb_nex` names no edge');
  expect(err).toContain('did you mean `tb_next`?');
});
