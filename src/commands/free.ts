import type { CutAnswer } from '../analysis/minimum-cut/minimum-cut.ts';
import { pagedEdgeReferrers, pagedEdges } from '../analysis/paged-graph.ts';
import type { Bitset } from '../base/bitset.ts';
import { QueryError } from '../base/errors.ts';
import { formatCount } from '../base/quantities.ts';
import type { EdgesNode } from '../query/ast.ts';
import { retainedOf } from '../query/dominance.ts';
import { edgeText } from '../query/edges/edge-text.ts';
import type { Heap } from '../query/heap.ts';
import { errorAt } from '../query/place-error.ts';
import { edgeReferrersNear } from '../query/reachability.ts';
import type { TableResult } from '../query/result.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { pathText } from './reference-view/path-steps.ts';
import { wholeNumber } from './reference-view/whole-number.ts';
import { exactWithoutWeak, smallTable } from './result.ts';
import { programCut } from './what-if/program-cut.ts';
import { targetsToFree } from './what-if/targets-to-free.ts';

const MAX = 20;

const columnNames = ['edges', 'holder', 'target', 'length', 'path'] as const;

export const free = defineCommand({
  name: 'free',
  aliases: [],
  takes: 'objects',
  columns: columnNames,
  params: [{ name: 'set', kind: 'set', doc: 'what shall go away' }],
  options: [
    {
      name: 'avoid',
      kind: 'edgesOrSet',
      doc: 'EDGES that may not be cut; of a SET, all that its objects refer to',
    },
    { name: 'own', kind: 'flag', doc: "the program's own references alone, not those that the engine has" },
    { name: 'max', kind: 'number', doc: `how many edges at most; ${MAX} when not given` },
  ],
  group: 'what-if',
  summary: 'The fewest references without which a set of objects goes away',
  description: `Each row is a reference to cut. Columns: edges, as \`cut\` takes it; holder, the object that refers; target, what it
refers to (not shown in a table); and of a path from a root to the set that goes through it, its length in references and how it is written.
No two of these paths share a reference that may be cut, so that fewer references cannot do. The totals are what would be freed
in all. A row stands for the objects on its path, the root first; to \`cut\` and \`whatif\` it is its reference: \`cut _\`
after this answer takes all of them away, \`whatif $3[0]\` asks about one.

There may be several smallest cuts: this is the one nearest to the set, which frees the least besides. [[table]] of a
Map and its like are references that V8 alone has: of cuts as small, one without them is told; where there is none, a
note tells which of the program's own would have to go, and --own gives these. What V8 keeps of a field or element a
second time goes with it. Weak references keep nothing alive and need no cut. Roots are alive by themselves and cannot
be freed. It is an error, which says why, when more than --max references would be needed, or when --avoid leaves no
way.

Costs a search backwards from the set, which goes on from row to row; on V8 the first time also a look at all edges, for what
is kept twice.`,
  examples: ['free AstroidImportError', 'traceback | head 1 | free --avoid traceback'],
  run(context, args) {
    const { task } = context;
    const set = context.objects(args.set);
    const { heap } = set;
    const own = args.own === true;
    const max = wholeNumber('--max', args.max, MAX, 1);
    const avoid = args.avoid && avoidedEdges(context, heap, args.avoid);
    const targets = targetsToFree(context, set);
    const referrers = pagedEdgeReferrers(edgeReferrersNear(heap, task));
    const { objectCount, edges, roots } = heap.near;
    const forward = { ...pagedEdges(objectCount, edges), absent: heap.graph.absent };
    const question = { roots: roots.objects, targets, avoid, max, own };
    const { answer, keepsSlots, note } = programCut(heap, { forward, referrers }, question, task);
    if (answer.kind !== 'cut') throw uncut(answer.kind, max, own);
    if (note !== undefined) context.note(note);
    noteProof(context, answer.paths.length, keepsSlots || avoid !== undefined);
    return cutTable(context, heap, answer);
  },
});

function avoidedEdges(context: CommandContext, heap: Heap, node: EdgesNode): Bitset {
  const avoided = context.edges(node);
  if (avoided.heap.snapshot === heap.snapshot) return avoided.edges;
  throw errorAt(node, '--avoid takes edges of the same snapshot', `go there first: use ${heap.name}`);
}

function noteProof(context: CommandContext, paths: number, avoids: boolean): void {
  if (paths < 2) return;
  const which = avoids ? 'no reference that may be cut' : 'no reference';
  context.note(`${formatCount(paths)} paths from roots share ${which}: fewer cuts cannot do`);
}

function uncut(kind: 'too many' | 'not to be cut', max: number, own: boolean): QueryError {
  if (kind === 'not to be cut' && own) {
    return new QueryError(
      "no cut of the program's own references frees it: a root holds it by others alone",
      {
        hint: 'leave --own out; chain shows a path',
      },
    );
  }
  if (kind === 'not to be cut') {
    return new QueryError('no cut frees it: a root holds it by edges alone that --avoid keeps', {
      hint: 'avoid less; chain shows a path',
    });
  }
  const [count, more] = [formatCount(max), formatCount(max + 1)];
  const references = max === 1 ? 'reference' : 'references';
  return new QueryError(
    `cutting ${count} ${references} does not free it: ${more} paths from roots share none`,
    {
      hint: 'ask for more with --max, for fewer objects, or see who holds them with mpaths',
    },
  );
}

function cutTable(
  context: CommandContext,
  heap: Heap,
  { edges, paths }: CutAnswer & { kind: 'cut' },
): TableResult {
  const rows = paths.map((path, i) => {
    const edge = edges[i]!;
    return { path, edge, holder: path.objects[path.edges.indexOf(edge)]! };
  });
  return {
    ...smallTable(rows, [
      { name: 'edges', unit: 'edges', cell: (row) => edgeText(heap, row.holder, row.edge) },
      { name: 'holder', unit: 'object', cell: (row) => row.holder },
      { name: 'target', unit: 'object', hidden: true, cell: (row) => heap.near.edges.targets[row.edge]! },
      { name: 'length', unit: 'count', cell: (row) => row.path.edges.length },
      { name: 'path', unit: 'path', cell: (row) => pathText(heap, row.path) },
    ]),
    heap,
    provenance: exactWithoutWeak,
    objectsOf: (row) => rows[row]!.path.objects,
    subjectOf: (row) => rows[row]!.holder,
    edgesOf: (row) => Uint32Array.of(rows[row]!.edge),
    totals: totals(context, heap, edges),
  };
}

/**
 * What all the cuts together would free: whatever is reached by way of what they lead to alone, since nothing else leads to
 * any of that.
 */
function totals(
  { task }: CommandContext,
  heap: Heap,
  edges: Uint32Array,
): { objects: number; bytes: number } {
  const { targets } = heap.near.edges;
  const cutOff = new Set(Array.from(edges, (edge) => targets[edge]!));
  const { objects, bytes } = retainedOf(heap, Uint32Array.from(cutOff), task);
  return { objects: objects.length, bytes };
}
