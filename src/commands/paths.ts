import { GuidedSearch } from '../analysis/guided-search.ts';
import { kShortestPaths } from '../analysis/k-shortest.ts';
import type { Path } from '../analysis/shortest-path.ts';
import { formatCount } from '../base/quantities.ts';
import { rootKinds } from '../query/root-kinds.ts';
import { defineCommand } from './command.ts';
import { excludedObjects } from './reference-view/excluded.ts';
import { pathSpaceOf } from './reference-view/path-space.ts';
import { pathText } from './reference-view/path-steps.ts';
import { wholeNumber } from './reference-view/whole-number.ts';
import { smallTable } from './result.ts';

const PATHS = 5;
/**
 * Referrers that are looked at, and references of the paths: part of a second. Paths to each of a million objects are
 * nothing that anybody reads, and those to each member of a chain are together as long as the square of its length.
 */
const MOST_EXAMINED = 1_000_000;

export const paths = defineCommand({
  name: 'paths',
  aliases: [],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'what is held' }],
  options: [
    { name: 'count', short: 'k', kind: 'number', doc: `how many paths an object; ${PATHS} when not given` },
    { name: 'exclude', kind: 'set', doc: 'objects that no path may contain' },
    { name: 'weak', kind: 'flag', doc: 'let weak references count' },
    { name: 'all', kind: 'flag', doc: 'search for all objects of a large set, however long that takes' },
  ],
  group: 'paths',
  summary: 'The shortest paths that keep an object alive, each a row',
  description: `Columns: the object, its path's length in references, the root it begins at and why that is a root, and the path
written as an expression. A row stands for the objects on its path, the root first. Paths differ in their objects,
contain none twice, and pass through no other root. Where a root that is known by name reaches the object, roots of
kind hidden are not tried. Different paths may still share most of their objects, as all that V8 keeps in one
context of a function does: what would free the object is for free SET to tell. Of a set of many thousands the first ones are taken,
and the answer says how many, unless --all asks for all: mpaths merges the paths of any set.

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
    const search = new GuidedSearch(space, () => task.step(searched, indexes.length));
    let references = 0;
    const isEnough = () => args.all !== true && search.examined + references > MOST_EXAMINED;
    for (const [i, object] of indexes.entries()) {
      if (isEnough()) break;
      searched++;
      const found = kShortestPaths(search, object, count, {
        phase: () => undefined,
        step: (done, total) => task.step(i * total + done, indexes.length * total),
      });
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
