import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bitset } from '../../src/base/bitset.ts';
import { quietTask } from '../../src/base/task.ts';
import type { EdgesNode } from '../../src/query/ast.ts';
import { edgeLabel } from '../../src/query/edge-label.ts';
import { edgeText } from '../../src/query/edges/edge-text.ts';
import { type EdgeSet, evaluateEdges } from '../../src/query/edges/evaluate-edges.ts';
import { Heap } from '../../src/query/heap.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { edgeReferrersOf } from '../../src/query/reachability.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import type { Scope } from '../../src/query/scope.ts';
import { heap as build } from '../support/heap.ts';
import { graphSnapshot, randomGraph } from '../support/random-graph.ts';
import { randomHeap } from '../support/random-heap.ts';
import { program, testHeap } from './small-heap.ts';
import { syntaxes } from './syntaxes.ts';

function parseEdges(text: string): EdgesNode {
  return parseLine(`cut ${text}`, syntaxes).stages[0]!.args.edges as EdgesNode;
}

/** Edges as `holder .name target`, by label. */
function meaning(text: string, { heap, scope } = testHeap()): string[] {
  const names = Object.keys(program.objects);
  const { first, targets } = heap.snapshot.edges;
  const { edges, count } = evaluateEdges(parseEdges(text), scope);
  const found: string[] = [];
  for (let source = 0; source < heap.snapshot.objectCount; source++) {
    for (let e = first[source]!; e < first[source + 1]!; e++) {
      if (edges.has(e)) found.push(`${names[source]}${edgeLabel(heap, e)} ${names[targets[e]!]}`);
    }
  }
  expect(count).toBe(found.length);
  return found;
}

describe('EDGES', () => {
  test('a field, of a type or of any set', () => {
    expect(meaning('traceback->tb_next')).toEqual(['head.tb_next middle', 'middle.tb_next tail']);
    expect(meaning('traceback[.tb_next is None]->tb_frame')).toEqual(['tail.tb_frame frame']);
  });

  test('a field that is an entry of the __dict__ is that entry', () => {
    expect(meaning('lib.Node->cache')).toEqual(['fields["cache"] big']);
    expect(meaning('module->cache')).toEqual(['globals["cache"] cache']);
  });

  test('entries, elements, locals', () => {
    expect(meaning('dict->["cache"]')).toEqual(['globals["cache"] cache', 'fields["cache"] big']);
    expect(meaning('dict->[3]')).toEqual(['cache[3] none']);
    expect(meaning('tuple->[0]')).toEqual(['tuple[0] text', 'args[0] cacheName']);
    expect(meaning('frame->f_locals')).toEqual(['frame.f_locals["self"] node', 'frame.f_locals["x"] three']);
    expect(meaning('frame->f_locals->["x"]')).toEqual(['frame.f_locals["x"] three']);
  });

  test('all that an object refers to, and all that refers to objects, weak edges too', () => {
    expect(meaning('tuple[@len = 2]->*')).toEqual(['tuple[0] text', 'tuple[1] none']);
    expect(meaning('*->/Node$/')).toEqual(['frame.f_locals["self"] node', 'other.proxy node']);
    expect(meaning('lib.Node->proxy')).toEqual(['other.proxy node']);
  });

  test('of a list those of all its parts, each once', () => {
    expect(meaning('tuple->[0], traceback->tb_next, tuple->[0]').toSorted()).toEqual(
      [...meaning('tuple->[0]'), ...meaning('traceback->tb_next')].toSorted(),
    );
    expect(meaning('*->/Node$/, lib.Node->proxy')).toEqual(meaning('*->/Node$/'));
  });

  test('to one object, under whatever name', () => {
    const { heap, id } = testHeap();
    const address = (label: string): string =>
      `0x${heap.snapshot.objects.addresses[id(label)]!.toString(16)}`;
    expect(meaning(`all->${address('frame')}`)).toEqual(meaning('*->frame'));
    expect(meaning(`${address('head')}->${address('frame')}`)).toEqual(['head.tb_frame frame']);
    expect(testHeap().labels(`traceback->${address('tail')}`)).toEqual(['tail']);
    expect(testHeap().labels(`frame<-${address('middle')}`)).toEqual(['middle']);
  });

  test.each([
    ['traceback->tb_nex', '`traceback->tb_nex` names no edge', 'did you mean `tb_next`?'],
    ['dict->["cash"]', '`dict->["cash"]` names no edge', 'did you mean `["cache"]`?'],
    ['traceback', '`traceback` names objects, not edges', expect.stringContaining('*->traceback')],
    ['tuple->*, float->*', '`float->*` names no edge', 'these objects refer to nothing'],
    ['*->app', 'no type `app`', expect.any(String)],
    ['*->float', '`*->float` names no edge', 'nothing refers to these objects'],
    ['float->*', '`float->*` names no edge', 'these objects refer to nothing'],
    ['float[@size = 0]->*', '`float[@size = 0]->*` names no edge', 'the set is empty'],
    ['traceback->0x1001', 'no object is at 0x1001', expect.any(String)],
  ])('%s is an error', (text, message, hint) => {
    expect(() => meaning(text)).toThrow(expect.objectContaining({ message, hint }));
  });

  test.each(['traceback<-tb_next', 'traceback->tb_next, ', 'traceback->tb_next+', 'a->x or b->y', '*'])(
    '%s is not EDGES',
    (text) => {
      expect(() => parseEdges(text)).toThrow(/^expected /);
    },
  );
});

test('an edge as it is written means that edge, or all edges between its two objects', () => {
  fc.assert(
    fc.property(randomHeap, (spec) => {
      const { snapshot } = build(spec);
      const heap = new Heap('test', snapshot, runtimeOf('cpython'));
      const { first, targets } = snapshot.edges;
      for (let source = 0; source < snapshot.objectCount; source++) {
        for (let e = first[source]!; e < first[source + 1]!; e++) {
          const text = edgeText(heap, source, e);
          const { edges, count } = evaluateEdges(parseEdges(text), scopeOf(heap));
          const between = [];
          for (let f = first[source]!; f < first[source + 1]!; f++)
            if (targets[f] === targets[e]) between.push(f);
          expect(edges.has(e)).toBe(true);
          expect([1, between.length]).toContain(count);
          if (count > 1) for (const f of between) expect(edges.has(f)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('all that refers to objects is the same whether referrers are known or not, under a cut too', () => {
  const graphs = fc.tuple(randomGraph(), fc.array(fc.nat(40), { maxLength: 5 }));
  fc.assert(
    fc.property(graphs, ([graph, cut]) => {
      const snapshot = graphSnapshot(graph);
      const edges = new Bitset(snapshot.edgeCount);
      for (const edge of cut) if (edge < edges.size) edges.add(edge);
      const [looked, known] = [true, false].map((isKnown) => {
        const heap = new Heap('test', snapshot, runtimeOf('cpython'));
        if (isKnown) heap.derived(edgeReferrersOf, quietTask);
        const under = heap.without({ number: 1, text: 'some', edges, edgeCount: edges.count() });
        return [heap, under].map((each) =>
          tried(() => evaluateEdges(parseEdges('*->t0, *->t1'), scopeOf(each))),
        );
      });
      expect(known).toEqual(looked);
    }),
    { numRuns: 500 },
  );
});

function tried(find: () => EdgeSet) {
  try {
    const { edges, count } = find();
    return { words: [...edges.words], count };
  } catch (error) {
    return String(error);
  }
}

function scopeOf(heap: Heap): Scope {
  return {
    heap,
    task: quietTask,
    result: () => undefined,
    snapshot: () => undefined,
    note: () => undefined,
    known: { commands: [], results: [], snapshots: [] },
  };
}
