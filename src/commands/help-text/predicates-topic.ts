import { facts } from '../../query/facts.ts';
import { twoColumns } from './columns.ts';
import { paragraphs } from './paragraphs.ts';
import type { Topic } from './topics.ts';

const forms = [
  ['.name   .a.b["k"][0]', "the program's fields, followed over the edges of the snapshot"],
  ['@name', 'a fact that heapsh knows: the list below'],
  ['name', 'in a stage: a column of the row'],
  ['= != < <= > >=', 'comparisons; with an absent field they do not hold'],
  ['~ "^a.*z$"', 'a regular expression matches somewhere in the text'],
  ['in (1, 2, "x")', 'one of them'],
  [
    'is None   is not None',
    'the field is there and holds None (null, nil) or is empty; it holds something. An absent field is neither: not exists(.x). A @fact or column is None where it has no value',
  ],
  ['exists(.x)', 'the object has such a field at all'],
  ['and or not   + - * /   ( )', 'as everywhere'],
  ['10MB 4KiB 3k   "text"   True None', 'literals; true false null nil undefined too'],
] as const;

export const predicatesTopic: Topic = {
  name: 'predicates',
  aliases: ['predicate', 'facts', 'fact', 'expressions', 'expression', 'functions', 'filters'],
  summary: 'what can be asked of objects and rows, and every @fact',
  lines: () => [
    ...paragraphs(
      'PRED stands in SET[PRED] and after where; the same expressions are keys of sort, group, select and hist by.',
    ),
    '',
    ...twoColumns(forms),
    '',
    'Facts',
    ...twoColumns(facts.map(({ name, doc }) => [`@${name}`, doc] as const)),
  ],
};
