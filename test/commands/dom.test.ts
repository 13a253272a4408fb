import { describe, expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { jsonDocument } from '../../src/output/json/index.ts';
import { plainStyle } from '../../src/output/style.ts';
import { treeLines } from '../../src/output/text/tree.ts';
import type { TreeNode, TreeResult } from '../../src/query/result.ts';
import { cellsOf, handlesOf, sessionOn } from '../support/run-command.ts';
import { dominatorHeap } from './dominator-heap.ts';

const { snapshot, id } = dominatorHeap();
const { run, table } = sessionOn(snapshot);

async function tree(line: string): Promise<TreeResult> {
  const result = await run(line);
  if (result.kind !== 'tree') throw new Error(`${line} answers ${result.kind}`);
  return result;
}

/** Edge, object, what it retains, and what is below it. */
type Drawn = readonly [edge: string, object: number, count: number, size: number, ...below: unknown[]];

function drawn({ edge, object, count, size, children }: TreeNode): Drawn {
  return [edge, object, count!, size!, ...children.map(drawn)];
}

describe('dom', () => {
  test('from above the roots, the biggest first, an edge where there is one', async () => {
    const { roots, wholeSize, provenance } = await tree('dom');
    expect(roots.map(drawn)).toEqual([
      ['', id('both'), 1, 3000],
      [
        ...['', id('app'), 7, 1617],
        ['', id('shared'), 1, 1000],
        ['.left', id('left'), 3, 570, ['.own', id('own'), 2, 550, ['.more', id('ownMore'), 1, 50]]],
        ['.right', id('right'), 2, 37, ['.watched', id('watched'), 1, 7]],
      ],
      ['', id('held'), 1, 383],
    ]);
    expect(wholeSize).toBe(5000);
    expect(provenance).toMatchObject({ exact: true, weak: 'excluded', notes: [] });
    expect(roots.map(({ rootKind }) => rootKind)).toEqual([undefined, 'module', 'hidden']);
  });

  test('what the options leave out is counted and said', async () => {
    const { roots, provenance } = await tree('du --too-many 1 --depth 1');
    expect(roots.map(drawn)).toEqual([['', id('both'), 1, 3000]]);
    expect(provenance.notes).toEqual(['2 more objects at the top are left out']);
    const below = await tree('module | dominator_tree --too-many 2 --depth 1');
    expect(
      below.roots.map(({ children, omitted }) => [children.map(({ object }) => object), omitted]),
    ).toEqual([[[id('shared'), id('left')], 1]]);
    expect(below).toMatchObject({ cutAtDepth: 1 });
  });

  test('of a set, its members that no other member keeps alive', async () => {
    const { roots, provenance } = await tree('dom app.Own or app.Lost or app.Node --depth 0');
    expect(roots.map(drawn)).toEqual([
      ['', id('left'), 3, 570],
      ['', id('right'), 2, 37],
    ]);
    expect(provenance.notes).toContain('no root leads to 1 of 5 objects');
  });

  test('as rows, the objects keep what they retain', async () => {
    expect(cellsOf(await table('dom | where retained >= 550'), 'size', 'retained')).toEqual([
      [3000, 3000],
      [10, 1617],
      [1000, 1000],
      [20, 570],
      [500, 550],
    ]);
    expect(cellsOf(await table('dom | sort retained | head 1'), 'retained')).toEqual([[7]]);
  });

  test('any node unfolds, from any child on', async () => {
    const { roots, unfold } = await tree('dom --depth 0');
    const app = roots.find(({ object }) => object === id('app'))!;
    const pages = [0, 1, 2, 3].map((from) => unfold!(app, from, 2, quietTask));
    expect(pages.map(({ nodes }) => nodes.map(({ object }) => object))).toEqual([
      [id('shared'), id('left')],
      [id('left'), id('right')],
      [id('right')],
      [],
    ]);
    expect(pages.map(({ omitted }) => omitted)).toEqual([1, 0, 0, 0]);
    expect(unfold!(pages[2]!.nodes[0]!, 0, 10, quietTask).nodes.map(drawn)).toEqual([
      ['.watched', id('watched'), 1, 7],
    ]);
  });

  test('as text: objects, bytes and the share of what roots reach', async () => {
    const view = { width: 80, limit: 100, style: plainStyle, moreHint: '', remarks: [] };
    expect([...treeLines(await tree('dom app.Node --depth 1'), view)]).toEqual([
      '570 B  11.4%  3  0x1010 app.Node',
      '└─ 550 B  11.0%  2  .own → 0x1030 app.Own',
      ' 37 B   0.7%  2  0x1020 app.Node',
      '└─ 7 B  0.1%  1  .watched → 0x1060 app.Watched',
    ]);
  });
});

test('as JSON: the bytes that sizes are shares of stand beside the tree', async () => {
  const result = await tree('dom app.Watched');
  const json = [...jsonDocument({ command: 'dom', result, unreachable: 1 }, 10)].join('');
  expect(JSON.parse(json)).toMatchObject({
    whole_size: 5000,
    roots: [{ edge: '', count: 1, size: 7, children: [] }],
  });
});

describe('dom by', () => {
  test('type: what its objects retain that no other of the type keeps alive', async () => {
    const answer = await table('dom by type | head 4');
    expect(answer.provenance.notes).toEqual([
      expect.stringMatching(/^retained is the sum .* retained TYPE$/),
    ]);
    expect(cellsOf(answer, 'count', 'retained', 'retained_pct', 'type')).toEqual([
      [1, 3000, 60, 'app.Both'],
      [1, 1617, 32.34, 'module'],
      [1, 1000, 20, 'app.Shared'],
      [2, 607, 12.14, 'app.Node'],
    ]);
    // The one below the other is in it already.
    expect(handlesOf(await table('dom app.Own by type'))).toEqual([[id('own')]]);
  });

  test('module', async () => {
    expect(cellsOf(await table('dom all by module'), 'count', 'retained', 'module')).toEqual([
      [5, 4990, 'app'],
      [1, 1617, 'builtins'],
    ]);
  });

  test('anything else is refused', async () => {
    await expect(run('dom by size')).rejects.toThrow(/size/);
  });
});
