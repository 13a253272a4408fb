import { QueryError } from '../base/errors.ts';
import { formatBytes, formatCount } from '../base/quantities.ts';
import { NONE } from '../model/kinds.ts';
import { lostName } from '../query/lost-names.ts';
import { defineCommand } from './command.ts';
import { findingColumns, findingsTable } from './suspects/findings-table.ts';
import { SHARE, suspectsAt } from './suspects/suspects.ts';

export const leaks = defineCommand({
  name: 'leaks',
  aliases: ['suspects'],
  takes: 'nothing',
  columns: findingColumns,
  params: [],
  options: [
    {
      name: 'share',
      kind: 'number',
      doc: `per cent of the heap that a finding must explain; ${SHARE} when not given`,
    },
  ],
  group: 'what-if',
  summary: 'The few places that explain most of the heap, each with the line that shows it',
  description: `A row a finding, the most bytes first, and below it the smaller ones that explain it, since half of their bytes and
more are among its own: never is a row larger than the one it is in. Columns: within (\`in\` in a table: the row that
this one explains), finding (one sentence), bytes (what would be freed, all of it at once, exact), share of what roots
reach, objects (how many), command (a line that shows it, right after this answer: _[0] is its row); in JSON also rule
and holder (the object that it is about). A row stands for the objects that would be freed; at and chain mean its
holder.

What is looked for, each of at least --share per cent of the heap: accumulation: an object that retains so much beside
its large children, none of the others half of it; large object: the same without children. cache: a dict, list or set
of ten items and more that retain so much in sum, though something else holds them too; roots among them do not count.
type: ten and more objects of one type of the program, held not by one object but by several. exceptions: those that
were kept with their tracebacks, and so with frames and locals. chain: objects of one type linked by the same field to
a hundred and more. duplicates: texts that repeat others; their bytes are what sharing them would save.

In a heap of V8 an accumulation is an array, Map or Set of a hundred and more, or ten and more of one class, closures
of one function or objects of one shape, keys and values of a table counting as one; where Node itself keeps what it
is made of is none. There, too: detached, nodes that no page has any more, by what keeps them; listeners, a hundred
and more of one event of one EventEmitter or EventTarget; timers, a hundred and more that wait to call the same
function of the program; registry, what one FinalizationRegistry holds for a hundred objects and more; promises that
are not settled, and the calls that wait for them, or what each Promise.race leaves; calls, a hundred and more of one
async function or generator that have not ended; row, a hundred and more alike that keep each other alive in a row, by
a variable of a closure of each; joined text, one text in many pieces. Listeners, and timers from a thousand on, are
told of even below --share: so many are no accident.

Who holds is called by a variable, export or global of the program from which it is reached: (Map in Server) is a Map
in a field of a Server, (variable in load (app.js:3)) is declared in that function, (variable in app.js) in that file.

Of caches and types it tells the two largest, of chains those by the four most common fields, and three explanations
of a finding. A cache, type or chain whose objects retain little each, and much only together, may be missed.

Costs about as much as dominators: a look at all edges and values, and a search from the roots for each cache, type
and chain. The answer is kept in the index file; the shell finds it while nothing is asked.`,
  examples: ['leaks', 'leaks --share 2 | head 3', 'leaks | head 1 | select finding, holder, command'],
  run(context, args) {
    const { heap, task } = context;
    const share = args.share ?? SHARE;
    if (!(share > 0 && share <= 100)) throw new QueryError('--share is between 0 and 100 per cent');
    const suspects = heap.derived(suspectsAt(share), task);
    if (suspects.rows.length === 0) {
      const of = `${share}% of the ${formatBytes(suspects.whole)} in ${formatCount(suspects.reachedCount)} objects`;
      context.note(
        `nothing stands out: nothing that was looked for explains ${of} that roots reach; dom tells what keeps the most alive`,
      );
    }
    if (lostName(heap.snapshot) !== NONE) {
      context.note(
        '(lost) is whatever has lost its name with the end of the file: objects of many types, and texts',
      );
    }
    return findingsTable(heap, suspects);
  },
});
