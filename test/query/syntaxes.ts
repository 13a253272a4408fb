import type { CommandSyntax } from '../../src/query/syntax.ts';

/** Commands as the parser sees them: a few that have every kind of parameter between them. */
export const syntaxes: readonly CommandSyntax[] = [
  {
    name: 'objects',
    aliases: [],
    takes: 'objects',
    params: [{ name: 'set', kind: 'set', doc: 'which objects' }],
    options: [],
  },
  {
    name: 'hist',
    columns: ['type', 'count'],
    aliases: ['heap'],
    takes: 'objects',
    params: [
      { name: 'set', kind: 'set', optional: true, doc: 'which objects' },
      { name: 'key', kind: 'key', keyword: 'by', optional: true, choices: ['type', 'clodo'], doc: 'a key' },
    ],
    options: [],
  },
  {
    name: 'backrefs',
    aliases: ['referrers'],
    takes: 'objects',
    params: [{ name: 'set', kind: 'set', doc: 'whose referrers' }],
    options: [
      { name: 'depth', kind: 'number', short: 'd', doc: 'how deep' },
      { name: 'exclude', kind: 'set', doc: 'what to leave out' },
      { name: 'filter', kind: 'predicate', doc: 'what to keep' },
      { name: 'all', kind: 'flag', doc: 'everything' },
    ],
  },
  {
    name: 'chain',
    aliases: ['why'],
    takes: 'objects',
    params: [
      { name: 'set', kind: 'set', doc: 'what is held' },
      { name: 'target', kind: 'target', keyword: 'to', optional: true, doc: 'where it begins' },
    ],
    options: [],
  },
  {
    name: 'chains',
    aliases: [],
    takes: 'objects',
    params: [
      { name: 'set', kind: 'set', doc: 'links' },
      { name: 'via', kind: 'edgeName', keyword: 'via', doc: 'the edge that links' },
    ],
    options: [],
  },
  {
    name: 'open',
    aliases: ['load'],
    takes: 'nothing',
    params: [
      { name: 'file', kind: 'file', doc: 'a snapshot' },
      { name: 'name', kind: 'word', keyword: 'as', optional: true, doc: 'what to call it' },
    ],
    options: [],
  },
  {
    name: 'use',
    aliases: [],
    takes: 'nothing',
    params: [{ name: 'name', kind: 'word', completes: 'snapshot', doc: 'which' }],
    options: [],
  },
  {
    name: 'note',
    aliases: [],
    takes: 'nothing',
    params: [{ name: 'text', kind: 'text', doc: 'words' }],
    options: [],
  },
  {
    name: 'cut',
    aliases: [],
    takes: 'nothing',
    params: [{ name: 'edges', kind: 'edges', doc: 'which edges' }],
    options: [],
  },
  {
    name: 'where',
    aliases: [],
    takes: 'rows',
    params: [{ name: 'predicate', kind: 'predicate', doc: 'what must hold' }],
    options: [],
  },
  {
    name: 'sort',
    columns: 'same',
    aliases: [],
    takes: 'rows',
    params: [
      { name: 'key', kind: 'key', doc: 'by what' },
      { name: 'direction', kind: 'word', choices: ['asc', 'desc'], optional: true, doc: 'which first' },
    ],
    options: [],
  },
  {
    name: 'head',
    aliases: [],
    takes: 'rows',
    params: [{ name: 'n', kind: 'number', optional: true, doc: 'how many' }],
    options: [],
  },
  {
    name: 'select',
    aliases: [],
    takes: 'rows',
    params: [{ name: 'keys', kind: 'keys', doc: 'columns' }],
    options: [],
  },
  {
    name: 'group',
    aliases: [],
    takes: 'rows',
    params: [
      { name: 'keys', kind: 'keys', doc: 'by what' },
      { name: 'aggregates', kind: 'aggregates', optional: true, doc: 'what of each group' },
    ],
    options: [],
  },
  {
    name: 'json',
    aliases: [],
    takes: 'rows',
    params: [{ name: 'path', kind: 'text', doc: 'a JSONPath' }],
    options: [],
  },
  {
    name: 'frames',
    aliases: ['threads'],
    takes: 'nothing',
    params: [],
    options: [],
  },
];
