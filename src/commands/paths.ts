import { GuidedSearch } from '../analysis/guided-search.ts';
import { kShortestPaths } from '../analysis/k-shortest.ts';
import type { Path } from '../analysis/shortest-path.ts';
import { formatCount } from '../base/quantities.ts';
import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import { rootKinds } from '../query/root-kinds.ts';
import { defineCommand } from './command.ts';
import { excludedObjects } from './reference-view/excluded.ts';
import { pathSpaceOf, pathSpaceWithout } from './reference-view/path-space.ts';
import { pathText } from './reference-view/path-steps.ts';
import { wholeNumber } from './reference-view/whole-number.ts';
import { smallTable } from './result.ts';

const PATHS = 5;
/**
 * Referrers that are looked at, and references of the paths: part of a second. Paths to each of a million objects are
 * nothing that anybody reads, and those to each member of a chain are together as long as the square of its length.
 */
const MOST_EXAMINED = 1_000_000;
/** Of so few objects all are wanted. */
const FEW = 10;

export const paths = defineCommand({
  name: 'paths',
  aliases: [],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'what is held' }],
  options: [
    { name: 'count', short: 'k', kind: 'number', doc: `how many paths an object; ${PATHS} when not given` },
    { name: 'exclude', kind: 'set', doc: 'objects that no path may contain, but for its end' },
    { name: 'weak', kind: 'flag', doc: 'let weak references count' },
    { name: 'all', kind: 'flag', doc: 'search for all objects of a large set, however long that takes' },
  ],
  group: 'paths',
  summary: 'The shortest paths that keep an object alive, each a row',
  description: `Columns: the object, its path's length in references, the root it begins at and why that is a root, and the path
written as an expression. A row stands for the objects on its path, the root first. Paths differ in their objects,
contain none twice, and pass through no other root. Where a root of the program reaches the object, roots of kind hidden
and, in V8, system are not tried. Different paths may still share most of their objects, as all that V8 keeps in one
context of a function does: what would free the object is for free SET to tell. Of more than ten
objects the first ones are taken, as many as a million looks are enough for and at least one, and the answer says how many,
unless --all asks for all: mpaths merges the paths of any set.

Once distances and referrers are known, a path usually costs milliseconds even in a large heap.`,
  examples: ['traceback | sample 1 | paths -k 3', 'paths traceback[@depth = 3] -k 2 --exclude frame'],
  run(context, args) {
    const { heap, indexes } = context.subjects(args.set);
    const { task } = context;
    const count = wholeNumber('-k', args.count, PATHS, 1);
    const exclude = excludedObjects(context, heap, args.exclude);
    const space = { ...pathSpaceOf(heap, args.weak === true, task), exclude };
    const kinds = heap.derived(rootKinds, task);
    const rows: { readonly object: number; readonly path: Path }[] = [];
    let unheld = 0;
    let searched = 0;
    task.phase('searching paths');
    let done = 0;
    const tick = () => task.step(done, indexes.length * count);
    const watched: Task = {
      phase: () => undefined,
      step(foundSoFar) {
        done = (searched - 1) * count + foundSoFar;
        tick();
      },
    };
    const search = new GuidedSearch(space, tick);
    // Where what is excluded stands between it and all named roots.
    let further: GuidedSearch | undefined;
    let references = 0;
    const isEnough = () => {
      if (args.all === true || indexes.length <= FEW) return false;
      return search.examined + (further?.examined ?? 0) + references > MOST_EXAMINED;
    };
    for (const object of indexes) {
      if (isEnough()) break;
      searched++;
      let found = kShortestPaths(search, object, count, watched);
      if (found.length === 0 && exclude !== undefined && space.distances.at(object) !== NONE) {
        further ??= new GuidedSearch(pathSpaceWithout(heap, exclude, args.weak === true, task), tick);
        found = kShortestPaths(further, object, count, watched);
      }
      for (const path of found) {
        rows.push({ object, path });
        references += path.edges.length;
      }
      if (found.length === 0) unheld++;
    }
    if (unheld > 0)
      context.note(`no root leads to ${formatCount(unheld)} of ${formatCount(searched)} objects`);
    const all = formatCount(indexes.length);
    const bound = `paths of the first ${formatCount(searched)} of ${all} objects: --all takes all, mpaths all of them together`;
    return {
      ...smallTable(rows, [
        { name: 'object', unit: 'object', hidden: indexes.length === 1, cell: (row) => row.object },
        { name: 'length', unit: 'count', cell: (row) => row.path.edges.length },
        { name: 'root', unit: 'object', cell: (row) => row.path.objects[0]! },
        { name: 'root_kind', unit: 'text', cell: (row) => kinds(row.path.objects[0]!) },
        { name: 'path', unit: 'path', isBelow: true, cell: (row) => pathText(heap, row.path) },
      ]),
      heap,
      opensObjects: true,
      objectsOf: (row) => rows[row]!.path.objects,
      subjectOf: (row) => rows[row]!.object,
      provenance: {
        ...(searched < indexes.length ? { exact: false, bound } : { exact: true }),
        weak: args.weak === true ? 'included' : 'excluded',
        notes: [],
      },
    };
  },
});
