import { pathFromRoot } from '../analysis/distances.ts';
import { type Path, shortestPath } from '../analysis/shortest-path.ts';
import type { Bitset } from '../base/bitset.ts';
import { formatCount } from '../base/quantities.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { TargetNode } from '../query/ast.ts';
import type { ObjectSet } from '../query/object-set.ts';
import { distancesOf, edgeReferrersOf } from '../query/reachability.ts';
import { rootKinds } from '../query/root-kinds.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { chainGoals, goalText } from './reference-view/chain-goal.ts';
import { excludedObjects } from './reference-view/excluded.ts';
import { whyNotHeld } from './reference-view/not-held.ts';
import { pathSteps } from './reference-view/path-steps.ts';

export const chain = defineCommand({
  name: 'chain',
  aliases: ['find_backref_chain', 'path2gc', 'gcroot', 'rootpath', 'why'],
  takes: 'objects',
  params: [
    { name: 'set', kind: 'set', doc: 'what is held' },
    {
      name: 'to',
      kind: 'target',
      keyword: 'to',
      optional: true,
      doc: 'roots (when not given), modules, or a predicate',
    },
  ],
  options: [{ name: 'exclude', kind: 'set', doc: 'objects that the path may not contain' }],
  group: 'paths',
  summary: 'The shortest path that keeps an object alive, from a root',
  description: `One line a step, the root first, each with the reference that leads to it. \`to modules\` begins at the nearest
module, \`to PRED\` at the nearest object for which the predicate holds. Of several objects, the path to the one
that is nearest. Roots of the program are preferred to those of kind hidden, which something outside the snapshot
holds, and of kind system, which V8 has. Among paths of the same length from a root, it is the one that \`at\` shows and
\`paths\` begins with, unless something is excluded.

Costs the path, once the distances from the roots are known. With \`to\` or --exclude it searches backwards from the object,
which costs what lies nearer to it than its goal does.`,
  examples: [
    'traceback | sample 1 | chain',
    'chain traceback to modules',
    'frame | head 1 | chain to @kind = "exception"',
  ],
  run(context, args) {
    const set = context.subjects(args.set);
    const { heap, indexes } = set;
    const exclude = excludedObjects(context, heap, args.exclude);
    const isPlain = exclude === undefined && (args.to === undefined || args.to.kind === 'roots');
    const path = isPlain ? fromRoot(set, context.task) : searched(set, args.to, exclude, context);
    if (indexes.length > 1) context.note(`to the nearest of ${formatCount(indexes.length)} objects`);
    if (indexes.length === 0) context.note('the set is empty');
    else if (path === undefined) {
      const why = isPlain && indexes.length === 1 ? whyNotHeld(heap, indexes[0]!, context.task) : undefined;
      context.note(`no ${goalText(args.to)} keeps it alive${why === undefined ? '' : `: ${why}`}`);
    }
    return {
      kind: 'path',
      heap,
      steps: path === undefined ? [] : pathSteps(heap, path),
      rootKind: path && heap.derived(rootKinds, context.task)(path.objects[0]!),
      provenance: { exact: true, weak: 'excluded', notes: [] },
    };
  },
});

/** To the object that is nearest to a root, the first of them; those that only hidden roots reach come last. */
function fromRoot({ heap, indexes }: ObjectSet, task: Task): Path | undefined {
  const known = indexes.length === 1 ? heap.derivedNear(distancesOf, task) : heap.derived(distancesOf, task);
  const { distances, hidden } = known;
  let nearest: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    const object = indexes[i]!;
    const distance = distances[object]!;
    if (distance === NONE) continue;
    const rank = distance + (hidden.has(object) ? NONE : 0);
    if (rank >= least) continue;
    least = rank;
    nearest = object;
  }
  return nearest === undefined ? undefined : pathFromRoot(known, nearest);
}

function searched(
  { heap, indexes }: ObjectSet,
  to: TargetNode | undefined,
  exclude: Bitset | undefined,
  context: CommandContext,
): Path | undefined {
  const referrers = heap.derived(edgeReferrersOf, context.task);
  context.task.phase('searching a path');
  let path: Path | undefined;
  for (const goal of chainGoals(context, heap, to)) {
    path ??= shortestPath(referrers, { targets: indexes, goal, exclude }, context.task);
  }
  return path;
}
