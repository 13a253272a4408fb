import { twoColumns } from './columns.ts';
import { paragraphs } from './paragraphs.ts';
import type { Topic } from './topics.ts';

const forms = [
  ['traceback', 'the objects of the type with that name'],
  ['types.TracebackType', 'the same type by another of its names; the answer says so'],
  ['astroid.manager.AstroidManager', 'a qualified name; the last part is enough where it is unambiguous'],
  ['json.*   /Error$/   "a b"', 'types by glob, by regular expression, by a quoted name'],
  ['Exception+', 'the type and its subclasses'],
  ['0x7f187d22b880   @12345', 'the object at that address, with that heap id'],
  ['$3   $3[0]   $3[2:5]   _   leaks', 'a result, rows of it, the last result, one that was given a name'],
  ['all roots modules frames unreachable', 'what they say'],
  ['freed', 'what the cuts in force made unreachable: help cut'],
  ['SET[PRED]', 'those for which the predicate holds: help predicates'],
  ['SET->name   SET->[3]   SET->["key"]', 'what they refer to by that name, index or key'],
  ['SET->*   SET<-*   SET<-name', 'what they refer to by any edge; what refers to them'],
  ['SET->[[table]]->*', 'keys and values of a Map or Set of V8, of which SET->["key"] is one'],
  ['SET->0x7f187d22b880', 'that object, when one of them refers to it'],
  ['SET->name+', 'all that can be reached along edges of that name'],
  ['A and B   A or B   A minus B', 'in both, in either, in the first alone; parentheses group'],
  ['before:SET', 'the same in another open snapshot, by its name'],
] as const;

export const setsTopic: Topic = {
  name: 'sets',
  aliases: ['set', 'language', 'syntax', 'query', 'queries', 'edges', 'types'],
  summary: 'how objects are named: by type, address, result, edges',
  lines: () => [
    ...paragraphs('A SET stands for objects. A line that is nothing but a SET shows them, one row each.'),
    '',
    ...twoColumns(forms),
  ],
};
