import { describe, expect, test } from 'vitest';
import { QueryError } from '../../src/base/errors.ts';
import { evaluateSet, shownResult } from '../../src/query/evaluate.ts';
import { parseSet } from '../../src/query/parser/parse.ts';
import { objectTable, pickRows } from '../../src/query/rows.ts';
import { program, testHeap } from './small-heap.ts';

describe('sets', () => {
  const { labels } = testHeap();

  test.each([
    ['traceback', ['head', 'middle', 'tail']],
    ['builtins.dict', ['globals', 'cache', 'fields']],
    ['LoadError', ['error']],
    ['app.*', ['error', 'node']],
    ['/Node$/', ['node', 'other']],
    ['"app.nodes.Node"', ['node']],
    ['Exception+', ['error']],
    ['0x1000', ['app']],
    ['traceback[-1]', ['tail']],
    ['traceback[0:2]', ['head', 'middle']],
    ['traceback[1:]', ['middle', 'tail']],
    ['traceback[5:9]', []],
    ['roots', ['app', 'frame']],
    ['modules', ['app']],
    ['frames', ['frame']],
    ['unreachable', ['other', 'fields', 'big', 'ratio']],
    ['traceback[.tb_next is None]', ['tail']],
    ['LoadError->__traceback__->tb_next+', ['middle', 'tail']],
    ['traceback[2]<-tb_next+', ['middle', 'head']],
    ['traceback[0] -> tb_next <- tb_next', ['head']],
    ['traceback[0]->"tb_next"', ['middle']],
    ['tuple->[-1]', ['none', 'cacheName']],
    ['NoneType<-[-1]', ['tuple']],
    ['frame->f_locals->["x"]', ['three']],
    ['frame->["x"]', ['three']],
    ['frame->f_locals', ['node', 'three']],
    ['frame->self', ['node']],
    ['int[@value = 3]<-f_locals', ['frame']],
    ['lib.Node->cache', ['big']],
    ['int<-cache', ['other']],
    ['module->cache->["nothing"]', []],
    ['dict->["three"]', ['three']],
    ['dict->[3]', ['none']],
    ['tuple->[0]', ['text', 'cacheName']],
    ['NoneType<-[1]', ['tuple']],
    ['lib.Node->*', ['fields', 'node']],
    ['app.nodes.Node<-*', ['frame', 'other']],
    ['before:frame', ['frame']],
    ['(frame or code) minus code', ['frame']],
    ['code or frame', ['code', 'frame']],
    ['traceback or frame and code', ['head', 'middle', 'tail']],
  ])('%s', (set, expected) => {
    expect(labels(set)).toEqual(expected);
  });

  test('a local in a real dict of locals is one too', () => {
    const { labels: ask } = testHeap({
      objects: {
        frame: { type: 'frame', attributes: { f_locals: 'dict' } },
        dict: { type: 'dict', entries: [['key', 'inner']] },
        key: { type: 'str', value: 'x' },
        inner: { type: 'dict', entries: [['key', 'value']] },
        value: { type: 'int', value: 3 },
      },
    });
    expect(ask('frame->f_locals')).toEqual(['dict']);
    expect(ask('frame->f_locals->["x"]')).toEqual(['inner']);
    expect(ask('frame->f_locals->["x"]->["x"]')).toEqual(['value']);
  });

  test('an alias is resolved, and said to be', () => {
    const { labels: ask, notes } = testHeap();
    expect(ask('types.TracebackType')).toEqual(['head', 'middle', 'tail']);
    expect(notes).toEqual(['`types.TracebackType` is the type `traceback`']);
  });

  test('a closure goes on through a hundred thousand steps, and ends at a cycle', () => {
    const count = 100_000;
    const links = Array.from({ length: count }, (_, i) => [
      `n${i}`,
      { type: 'app.Link', attributes: { next: `n${(i + 1) % count}` } },
    ]);
    const { scope } = testHeap({ objects: Object.fromEntries(links) });
    expect(evaluateSet(parseSet('0x1000->next+'), scope).indexes.length).toBe(count);
  });

  test('weak edges are edges, cut ones are not', () => {
    expect(labels('lib.Node->proxy')).toEqual(['node']);
  });
});

describe('results', () => {
  test('rows are handles for the objects behind them', () => {
    const { scope, results, labels } = testHeap();
    const table = objectTable(evaluateSet(parseSet('traceback or frame'), scope));
    results.set('$1', pickRows(table, Uint32Array.of(3, 0, 1)));
    results.set('_', results.get('$1')!);
    expect(labels('$1')).toEqual(['frame', 'head', 'middle']);
    expect(labels('$1[0]')).toEqual(['frame']);
    expect(labels('_[-1]')).toEqual(['middle']);
    expect(labels('$1[1:] and traceback')).toEqual(['head', 'middle']);
    expect(labels('$1[@line > 8]')).toEqual(['frame']);
  });

  test('a result or a slice of it is shown as it was, a row as its objects', () => {
    const { scope, results } = testHeap();
    const table = objectTable(evaluateSet(parseSet('traceback'), scope));
    results.set('$1', table);
    expect(shownResult(parseSet('$1'), scope)).toBe(table);
    expect(shownResult(parseSet('$1[1:]'), scope)).toMatchObject({ kind: 'table', rowCount: 2 });
    expect(shownResult(parseSet('$1[0]'), scope)).toBeUndefined();
    expect(shownResult(parseSet('traceback'), scope)).toBeUndefined();
  });
});

describe('what is not there is said, with what was meant', () => {
  const { scope, results } = testHeap();
  results.set('$2', {
    kind: 'text',
    heap: undefined,
    lines: [],
    provenance: { exact: true, weak: 'not used', notes: [] },
  });

  test.each([
    ['types.TraceType', 'no type `types.TraceType`', 'did you mean `traceback` (3 objects)'],
    ['tracebak', 'no type `tracebak`', '`traceback` (3 objects)'],
    ['Node', '`Node` is the end of 2 types', '`app.nodes.Node` (1), `lib.Node` (1)'],
    ['hst', 'no type `hst`', '`hist`'],
    ['all and hst', 'no type `hst`', '`hist` lists the types'],
    ['(one two)', 'no type `(one two)`', 'sets are joined with'],
    ['hist[0]', 'no type `hist`', '`hist` is a command, not a set'],
    ['traceback.tb_next', 'no type `traceback.tb_next`', 'did you mean `traceback->tb_next`?'],
    ['LoadError.args.cache', 'no type `LoadError.args.cache`', 'did you mean `LoadError->args->cache`?'],
    ['frame[@location ~ "x"]', 'no fact `@location`', '`@file` and `@line`'],
    ['leeks', 'no type `leeks`', '`leaks`'],
    ['befor:frame', 'no open snapshot `befor`', '`before`'],
    ['$9', 'no result `$9`', ''],
    ['$2', 'a text, not objects', ''],
    ['0x1', 'no object is at 0x1', ''],
    ['@7', 'no object has the heap id 7', ''],
    ['traceback[3]', 'there is no row 3', 'rows are 0 … 2'],
    ['nothing.*', 'no type has such a name', ''],
    ['frame[@sze > 1]', 'no fact `@sze`', '`@size`'],
    ['frame[size > 1]', 'no column `size`', '`@size`'],
    ['str[@value ~ /(a+)+/]', 'could take for ever', ''],
  ])('%s', (set, message, hint) => {
    try {
      evaluateSet(parseSet(set), scope);
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      expect(error.message).toContain(message);
      expect(error.hint ?? '').toContain(hint);
      return;
    }
    throw new Error('it was evaluated');
  });

  test('a cancelled evaluation leaves nothing behind', () => {
    const { scope: fresh } = testHeap(program);
    const stop = (): never => {
      throw new Error('stopped');
    };
    const stopped = { ...fresh, task: { phase: () => undefined, step: stop } };
    expect(() => evaluateSet(parseSet('traceback'), stopped)).toThrow('stopped');
    expect(evaluateSet(parseSet('traceback'), fresh).indexes.length).toBe(3);
  });
});
