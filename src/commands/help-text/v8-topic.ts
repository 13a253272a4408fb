import { twoColumns } from './columns.ts';
import { paragraphs } from './paragraphs.ts';
import type { Topic } from './topics.ts';

/** Lines for a program that has classes App, Session and ListNode, and what they answer. */
export const v8Lines = [
  ['leaks', 'where to begin: what piles up in a Map, an array, as listeners, timers, calls that wait'],
  ['dom | head 5', 'where nothing stands out: what keeps the most alive'],
  ['hist', 'by constructor, as DevTools lists them'],
  ['at @12345', 'the object with that heap id, which DevTools shows behind its name'],
  ['chain @12345', 'who keeps it alive, as its retainers there'],
  ['retained Session', 'what would be freed with all of them together'],
  ['Session | sort @retained desc | head 5', 'those that keep most alive'],
  ['App->sessions->[[table]]->*', 'keys and values of a Map or Set; of an object or array ->*'],
  ['App->sessions->["user 7"]', 'the value of a Map under that key'],
  ['Session[.name ~ "^user 1"]', 'by a field of the program'],
  ['chains ListNode via next', 'linked lists, each a row: how long, and who holds it'],
  ['all[@detached] | hist', 'nodes that no page has any more'],
  ['(string)[@len > 1000]', "V8's own types, as hist shows them"],
  ['dups', 'equal texts, and what sharing them would save'],
] as const;

export const v8Topic: Topic = {
  name: 'v8',
  aliases: ['node', 'chrome', 'javascript', 'promises', 'listeners', 'timers'],
  summary: 'lines to begin with on a snapshot of Node, Chrome, Deno or Bun',
  lines: () => [
    ...paragraphs(`Examples of other help run on the embedded snapshot, which is of a Python program. On a .heapsnapshot of V8 the same
commands answer, about constructors and heap ids:`),
    '',
    ...twoColumns(v8Lines),
    '',
    ...paragraphs(`Two snapshots of one process: \`heapsh one.heapsnapshot two.heapsnapshot -c diff\`; a series: growth. Numbers are there only
where they were asked for: v8.writeHeapSnapshot(FILE, { exposeNumericValues: true }).`),
  ],
};
