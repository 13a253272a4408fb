import { formatCount } from '../base/quantities.ts';
import { NONE } from '../model/kinds.ts';
import { freedOf } from '../query/freed.ts';
import type { ObjectSet } from '../query/object-set.ts';
import { allObjects } from '../query/objects-by-type.ts';
import { reachedCountOf } from '../query/reachability.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { partitionKeys, partitionObjects } from './partition/group-objects.ts';
import { exactWithoutWeak } from './result.ts';

export const hist = defineCommand({
  name: 'hist',
  aliases: ['heap', 'typestats', 'mct', 'dumpheap', 'histogram'],
  takes: 'objects',
  columns: ['index', 'count', 'count_pct', 'size', 'size_pct', 'cumulative', 'cumulative_pct', 'type'],
  params: [
    { name: 'set', kind: 'set', optional: true, doc: 'which objects; the whole heap when left out' },
    {
      name: 'key',
      kind: 'key',
      keyword: 'by',
      optional: true,
      choices: partitionKeys,
      doc: 'type (when left out), clodo, module, kind, size, via, referrer, or any @fact or .field',
    },
  ],
  options: [],
  group: 'look',
  summary: 'Objects by type (or another key), counted and sized, the biggest first',
  description: `heapy's partition. Columns: index, count, count_pct, size (bytes of the objects themselves), size_pct,
cumulative (bytes of this row and all above), cumulative_pct, type (the key). Each row is a handle for its
objects: $1[0] is the first row of the first result.

Keys: type is the type's name. clodo is heapy's class or dict of class: the dict that holds an instance's
attributes counts as "dict of" its owner's type. module and kind are the type's. size groups equal sizes. via is
the set of edges by which an object is referred to, referrer the set of clodos of what refers to it; weak edges
do not count.

Costs one pass over the objects; via and referrer look at every reference to them.`,
  examples: ['hist | head 5', 'hist traceback->tb_frame by @name | head 3', 'hist dict by clodo | head 3'],
  run(context, args) {
    const isWhole = args.set === undefined && context.input === undefined;
    const set = isWhole ? everything(context) : context.objects(args.set);
    return {
      kind: 'table',
      heap: set.heap,
      provenance: exactWithoutWeak,
      ...partitionObjects(set, args.key, context),
      subjectOf: () => NONE,
    };
  },
});

/** All objects that no cut frees, with a note of those, and of garbage that was not collected yet. */
function everything(context: CommandContext): ObjectSet {
  const { heap, task } = context;
  const freed = heap.lastCut === undefined ? 0 : heap.derived(freedOf, task).objects.length;
  if (freed > 0) {
    const are = freed === 1 ? 'object that the cuts free is' : 'objects that the cuts free are';
    context.note(`${formatCount(freed)} ${are} left out: hist freed`);
  }
  const unreachable = heap.snapshot.objectCount - freed - reachedCountOf(heap, task);
  if (unreachable > 0) {
    const garbage = freed > 0 ? 'unreachable minus freed' : 'unreachable';
    const are = unreachable === 1 ? 'object is' : 'objects are';
    context.note(`${formatCount(unreachable)} ${are} unreachable: hist ${garbage}`);
  }
  return {
    heap,
    isEverything: true,
    // Not before somebody looks into a row: by type they need not be gone through.
    get indexes() {
      return heap.derived(allObjects, task);
    },
  };
}
