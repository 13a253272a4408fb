import type { Freed } from '../analysis/freed.ts';
import { setOf } from '../base/ascending.ts';
import type { Task } from '../base/task.ts';
import { retainedOf } from '../query/dominance.ts';
import type { EdgeSet } from '../query/edges/evaluate-edges.ts';
import { freedByLastCutOf } from '../query/freed.ts';
import type { Heap } from '../query/heap.ts';
import { defineCommand } from './command.ts';
import { edgesParam, edgesToCut } from './what-if/edges-to-cut.ts';
import { freedColumns, freedTable } from './what-if/freed-table.ts';
import { leftAlone } from './what-if/left-alone.ts';
import { noteStillHeld } from './what-if/note-still-held.ts';

export const whatif = defineCommand({
  name: 'whatif',
  aliases: [],
  takes: 'nothing',
  columns: freedColumns,
  params: [edgesParam],
  options: [],
  group: 'what-if',
  summary: 'What would be freed if some edges were not there, in all and by type',
  description: `The objects that roots reach now and would not without these references, exactly, and their bytes; beside the cuts
that are in force, and without changing anything. help cut tells how EDGES are written.

Columns: type, count, size (bytes of the objects themselves), the biggest first. A row stands for its objects: \`whatif
EDGES\` and then \`$1[0] | sample 3\` shows some of what would go. Where nothing is freed, a note names what still holds it.
Costs one search over what would be left; where distances and referrers are known and little hangs on the edges, a look
around these.`,
  examples: ['whatif *->AstroidImportError | head 5', 'whatif AstroidImportError->__traceback__ | head 3'],
  run(context, args) {
    const { heap, task } = context;
    const found = edgesToCut(context, args.edges);
    let cut: Heap | undefined;
    const without = () => {
      const { edges, count: edgeCount } = found;
      cut ??= heap.without({ number: 0, text: args.edges.text, edges, edgeCount });
      return cut;
    };
    const freed = freedAlone(heap, found, task) ?? without().derived(freedByLastCutOf, task);
    if (freed.objects.length === 0) noteStillHeld(context, without(), found, args.edges);
    return freedTable(heap, freed.objects, task);
  },
});

/** Objects to which no edge leads are as good as gone, roots excepted: of all that lead to some, which they are need not be found. */
function freedAlone(heap: Heap, found: EdgeSet, task: Task): Freed | undefined {
  if (heap.lastCut !== undefined) return undefined;
  if (found.into === undefined) {
    const alone = leftAlone(heap, found, task);
    return alone && retainedOf(heap, alone, task);
  }
  const isRoot = setOf(heap.snapshot.roots.objects, heap.snapshot.objectCount, task);
  return retainedOf(
    heap,
    found.into.filter((object) => !isRoot.has(object)),
    task,
  );
}
