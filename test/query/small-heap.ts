import { quietTask } from '../../src/base/task.ts';
import { compilePredicate, evaluateSet } from '../../src/query/evaluate.ts';
import { Heap } from '../../src/query/heap.ts';
import { parseExpression, parseSet } from '../../src/query/parser/parse.ts';
import type { Result } from '../../src/query/result.ts';
import { runtimeOf } from '../../src/query/runtimes/index.ts';
import type { Scope } from '../../src/query/scope.ts';
import { heap as build, type HeapSpec } from '../support/heap.ts';

/** A program in miniature: a module with a cache of exceptions, their tracebacks, a running frame and two classes of one name. */
export const program: HeapSpec = {
  objects: {
    app: { type: 'module', name: 'app.main', attributes: { __dict__: 'globals' } },
    globals: {
      type: 'dict',
      entries: [
        ['cacheName', 'cache'],
        ['threeName', 'three'],
      ],
    },
    cacheName: { type: 'str', value: 'cache' },
    threeName: { type: 'str', value: 'three' },
    three: { type: 'int', value: 3 },
    cache: {
      type: 'dict',
      size: 232,
      entries: [
        ['tuple', 'error'],
        ['three', 'none'],
      ],
    },
    tuple: { type: 'tuple', elements: ['text', 'none'] },
    text: { type: 'str', value: "it's" },
    none: { type: 'NoneType', value: null },
    error: { type: 'app.LoadError', attributes: { args: 'args', __traceback__: 'head' } },
    args: { type: 'tuple', elements: ['cacheName'] },
    head: { type: 'traceback', size: 64, line: 7, attributes: { tb_next: 'middle', tb_frame: 'frame' } },
    middle: { type: 'traceback', size: 64, line: 8, attributes: { tb_next: 'tail', tb_frame: 'frame' } },
    tail: { type: 'traceback', size: 64, line: 9, attributes: { tb_frame: 'frame' } },
    frame: {
      type: 'frame',
      size: 300,
      line: 12,
      attributes: { f_code: 'code', f_back: 'none' },
      locals: { self: 'node', x: 'three' },
    },
    code: { type: 'code', name: 'Loader.run', file: '/usr/lib/loader.py', line: 3 },
    node: { type: 'app.nodes.Node', size: 48, attributes: { name: 'text', level: 'three' } },
    other: { type: 'lib.Node', size: 2048, attributes: { __dict__: 'fields' }, weak: { proxy: 'node' } },
    fields: { type: 'dict', entries: [['cacheName', 'big']] },
    big: { type: 'int', value: 2n ** 60n },
    ratio: { type: 'float', value: 0.5 },
  },
  roots: { module: ['app'], thread: ['frame'] },
  types: { 'app.LoadError': { kind: 'exception', bases: ['Exception'] } },
  threads: [{ name: 'MainThread', frames: ['frame'] }],
};

export interface TestHeap {
  readonly heap: Heap;
  readonly scope: Scope;
  readonly notes: string[];
  readonly results: Map<string, Result>;
  /** Labels of the objects that a SET means, in its order. */
  labels(set: string): string[];
  /** Labels of the objects for which a predicate holds. */
  where(predicate: string): string[];
  id(label: string): number;
}

/** A heap with everything that is needed to ask it questions. */
export function testHeap(spec: HeapSpec = program): TestHeap {
  const { snapshot, id } = build(spec);
  const heap = new Heap('now', snapshot, runtimeOf('cpython'));
  const notes: string[] = [];
  const results = new Map<string, Result>();
  const scope: Scope = {
    heap,
    task: quietTask,
    result: (name) => results.get(name),
    snapshot: (name) => (name === 'before' ? heap : undefined),
    note: (text) => notes.push(text),
    known: { commands: ['hist'], results: ['leaks'], snapshots: ['before'] },
  };
  const names = Object.keys(spec.objects);
  return {
    heap,
    scope,
    notes,
    results,
    id,
    labels: (set) => Array.from(evaluateSet(parseSet(set), scope).indexes, (index) => names[index]!),
    where: (predicate) => {
      const holds = compilePredicate(parseExpression(predicate), scope);
      return names.filter((_, index) => holds(index));
    },
  };
}
