import { type Path, shortestPath } from '../analysis/shortest-path.ts';
import { formatCount } from '../base/quantities.ts';
import { edgeReferrersOf } from '../query/reachability.ts';
import { rootKinds } from '../query/root-kinds.ts';
import { defineCommand } from './command.ts';
import { chainGoals, goalText } from './reference-view/chain-goal.ts';
import { excludedObjects } from './reference-view/excluded.ts';
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
that is nearest. Roots that are known by name are preferred to those of kind hidden, which something outside the
snapshot holds. Among paths of the same length, always the same one is taken.

Searches backwards from the object, so that it costs what lies nearer to it than the root does.`,
  examples: [
    'traceback | sample 1 | chain',
    'chain traceback to modules',
    'frame | head 1 | chain to @kind = "exception"',
  ],
  run(context, args) {
    const { heap, indexes } = context.subjects(args.set);
    const referrers = heap.derived(edgeReferrersOf, context.task);
    const exclude = excludedObjects(context, heap, args.exclude);
    context.task.phase('searching a path');
    let path: Path | undefined;
    for (const goal of chainGoals(context, heap, args.to)) {
      path ??= shortestPath(referrers, { targets: indexes, goal, exclude }, context.task);
    }
    if (indexes.length > 1) context.note(`to the nearest of ${formatCount(indexes.length)} objects`);
    if (indexes.length === 0) context.note('the set is empty');
    else if (path === undefined) context.note(`no ${goalText(args.to)} keeps it alive`);
    return {
      kind: 'path',
      heap,
      steps: path === undefined ? [] : pathSteps(heap, path),
      rootKind: path && heap.derived(rootKinds, context.task)(path.objects[0]!),
      provenance: { exact: true, weak: 'excluded', notes: [] },
    };
  },
});
