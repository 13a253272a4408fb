import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../src/query/completion/completions.ts';
import { fuzzyScore } from '../../src/query/completion/fuzzy.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { testHeap } from './small-heap.ts';
import { syntaxes } from './syntaxes.ts';

const { heap } = testHeap();
const source = {
  heap,
  results: [
    { name: '$1', detail: 'hist | head 3' },
    { name: 'leaks', detail: 'dict | where size > 1' },
  ],
  snapshots: ['before'],
  files: (prefix: string) => ['app.heapsh', 'base.heapsh'].filter((file) => file.startsWith(prefix)),
};

/** What is offered at the `|` of a line; `|` stands for the cursor when it is written as `¦`. */
function offered(line: string): { replaced: string; texts: string[] } {
  const cursor = line.indexOf('¦');
  const text = line.replace('¦', '');
  const { span, items } = completionsAt(text, cursor, syntaxes, source);
  return { replaced: text.slice(span.start, span.end), texts: items.map((item) => item.text) };
}

test('a type whose name is no word is offered in quotes, however it was begun', () => {
  const { heap: odd } = testHeap({
    objects: { code: { type: '(compiled code)' }, list: { type: 'list' }, one: { type: 'compiler' } },
  });
  const best = (line: string): string => {
    const { span, items } = completionsAt(line, line.length, syntaxes, { ...source, heap: odd });
    return line.slice(0, span.start) + items[0]?.text;
  };
  for (const begun of ['(compiled', '"(comp', '"(compiled c', 'compiled']) {
    expect(best(begun)).toBe('"(compiled code)"');
    expect(best(`hist ${begun}`)).toBe('hist "(compiled code)"');
  }
  expect(best('hist (li')).toBe('hist (list');
  expect(best('hist (list or compiler')).toBe('hist (list or compiler');
  expect(best('"li')).toBe('"list"');
});

test('a field whose name is no word is offered as it is written', () => {
  const { heap: odd } = testHeap({
    objects: { it: { type: 'Odd', attributes: { 'a b': 'other' } }, other: { type: 'Other' } },
  });
  for (const line of ['Odd[."a', 'Odd->"a', 'Odd->a']) {
    const { span, items } = completionsAt(line, line.length, syntaxes, { ...source, heap: odd });
    expect(line.slice(0, span.start) + items[0]?.text).toBe(line.replace(/"?a$/, '"a b"'));
  }
});

describe('what may stand at the cursor', () => {
  test.each([
    ['hi¦', 'hi', ['hist']],
    ['trac¦', 'trac', ['traceback']],
    ['¦', '', ['hist', 'traceback', 'all', '$1', 'leaks', 'before:']],
    ['x = app.nodes.N¦', 'app.nodes.N', ['app.nodes.Node']],
    ['hist Nod¦', 'Nod', ['app.nodes.Node', 'lib.Node']],
    ['hist traceback b¦', 'b', ['by']],
    ['hist by ¦', '', ['type', 'clodo']],
    ['hist by @ki¦', '@ki', ['@kind']],
    ['traceback[.tb_n¦', 'tb_n', ['tb_next']],
    ['traceback[.tb_frame.f_c¦', 'f_c', ['f_code']],
    ['traceback[.tb_frame.f_locals.¦', '', ['self', 'x']],
    ['traceback[.tb_next is N¦', 'N', ['None']],
    ['traceback | whe¦', 'whe', ['where']],
    ['traceback | where .tb_f¦', 'tb_f', ['tb_frame']],
    ['traceback | backrefs --ex¦', '--ex', ['--exclude']],
    ['backrefs traceback --exclude app.n¦', 'app.n', ['app.nodes.Node']],
    ['traceback->tb_¦', 'tb_', ['tb_next']],
    ['chains traceback via ¦', '', ['tb_next', 'tb_frame']],
    ['traceback | sort @line de¦', 'de', ['desc']],
    ['chain $1[0] to mo¦', 'mo', ['modules']],
    ['before:tra¦', 'tra', ['traceback']],
    ['use b¦', 'b', ['before']],
    ['open a¦', 'a', ['app.heapsh']],
    ['hist trac¦ by type', 'trac', ['traceback']],
    ['hist LoadE¦', 'LoadE', ['LoadError']],
    ['hist | sort ¦', '', ['type', 'count', '@size']],
    ['hist | where co¦', 'co', ['count']],
    ['hist | sort count desc | where ¦', '', ['type', 'count', '@size']],
    ['traceback | sort ¦', '', ['@line', '@size']],
  ])('%s', (line, replaced, texts) => {
    const found = offered(line);
    expect(found.replaced).toBe(replaced);
    expect(found.texts).toEqual(expect.arrayContaining(texts));
  });

  test('what cannot stand there is not offered', () => {
    expect(offered('wh¦').texts).not.toContain('where');
    expect(offered('traceback | op¦').texts).not.toContain('open');
    expect(offered('note trac¦').texts).toEqual([]);
  });

  test('results come with the lines that they answer, commands with what they do', () => {
    const details = (line: string) =>
      completionsAt(line, line.length, syntaxes, source).items.map(({ text, detail }) => [text, detail]);
    expect(details('hist $')).toEqual([['$1', 'hist | head 3']]);
    const commands = syntaxes.map((each) => ({ ...each, summary: `does ${each.name}` }));
    expect(completionsAt('hi', 2, commands, source).items[0]).toEqual({
      text: 'hist',
      detail: 'does hist',
      isCommand: true,
    });
  });

  test('in a predicate the fields of the type come first', () => {
    const { texts } = offered('traceback[¦');
    expect(texts.slice(0, 2).toSorted()).toEqual(['.tb_frame', '.tb_next']);
    expect(texts).toEqual(expect.arrayContaining(['not', '@size']));
  });

  test('behind an arrow, keys of what the set has', () => {
    const found = offered('dict->[¦');
    expect(found.replaced).toBe('[');
    expect(found.texts.length).toBeGreaterThan(0);
    for (const text of found.texts) expect(() => parseLine(`dict->${text}`, syntaxes)).not.toThrow();
    expect(offered('dict->["zz¦').texts).toEqual([]);
    expect(offered('$1->[¦').texts).toEqual([]);
  });

  test('types come with their counts, the best match first', () => {
    const { items } = completionsAt('tr', 2, syntaxes, source);
    expect(items[0]).toEqual({ text: 'traceback', detail: '3 objects' });
  });

  test('without a snapshot there are still commands', () => {
    const { items } = completionsAt('hi', 2, syntaxes, { ...source, heap: undefined });
    expect(items.map((item) => item.text)).toContain('hist');
  });
});

test('letters in order fit, a beginning fits better, others do not', () => {
  const score = (typed: string, name: string) => fuzzyScore(typed, name) ?? Number.NEGATIVE_INFINITY;
  expect(score('am', 'astroid.manager')).toBeGreaterThan(Number.NEGATIVE_INFINITY);
  expect(score('tra', 'traceback')).toBeGreaterThan(score('tra', 'contrary'));
  expect(score('xyz', 'traceback')).toBe(Number.NEGATIVE_INFINITY);
});
