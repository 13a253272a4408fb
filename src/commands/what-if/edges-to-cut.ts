import { members } from '../../base/ascending.ts';
import { bitCount, lowestBit } from '../../base/bitset.ts';
import { formatCount } from '../../base/quantities.ts';
import { WEAK } from '../../model/kinds.ts';
import { sourceOfEdge } from '../../model/source-of-edge.ts';
import type { EdgesNode } from '../../query/ast.ts';
import { edgeText } from '../../query/edges/edge-text.ts';
import type { EdgeSet } from '../../query/edges/evaluate-edges.ts';
import { errorAt } from '../../query/place-error.ts';
import type { CommandContext } from '../command.ts';

export const edgesParam = {
  name: 'edges',
  kind: 'edges',
  doc: 'TYPE->name, SET->["key"], SET->*, SET->0x…, *->TYPE, rows of `free` ($3), or several: A, B',
} as const;

/**
 * The edges of an EDGES, for cutting. Notes what makes them less than they seem. Throws QueryError when they name none, or
 * none that is left.
 */
export function edgesToCut(context: CommandContext, node: EdgesNode): EdgeSet {
  const edges = context.edges(node);
  const { absent } = context.heap.graph;
  const stored = edges.stored?.count() ?? 0;
  const already = absent === undefined ? 0 : countAbsent(edges, absent);
  if (already > 0 && already === edges.count - stored)
    throw errorAt(node, 'these edges are cut already', '`cuts` lists the cuts');
  if (already > 0)
    context.note(`${formatCount(already)} of ${formatCount(edges.count - stored)} edges are cut already`);
  if (stored > 0) {
    const are = stored === 1 ? 'is' : 'are';
    context.note(
      `${formatCount(stored)} of these ${formatCount(edges.count)} edges ${are} the engine's own: it keeps fields and elements a second time, as in [[elements]]`,
    );
  }
  if (areAllWeak(edges)) context.note('these edges are weak: they keep nothing alive');
  return edges;
}

/** So many are named one by one. */
const NAMED = 20;

/** Answers by their numbers, and the last one: who reads of them later does not know which they were. */
const numbered = /(?<![\w$])(_|\$\d+)(?!\w)/;

/** How edges are told of later: as they were typed, but rows of an answer that has no name one by one. */
export function writtenEdges({ heap, edges, stored, count }: EdgeSet, node: EdgesNode): string {
  const areRows = node.parts.some(({ kind }) => kind === 'rows');
  const storedCount = stored?.count() ?? 0;
  if (!areRows || !numbered.test(node.text) || count - storedCount > NAMED) return node.text;
  const { first } = heap.near.edges;
  const named = members(edges).filter((edge) => stored?.has(edge) !== true);
  const texts = Array.from(named, (edge) => edgeText(heap, sourceOfEdge(first, edge), edge));
  return texts.join(', ');
}

/** The engine's second ones aside: they may have been cut with another field. */
function countAbsent({ edges, stored }: EdgeSet, absent: Uint32Array): number {
  const { words } = edges;
  let count = 0;
  for (let w = 0; w < words.length; w++) count += bitCount(words[w]! & absent[w]! & ~(stored?.words[w] ?? 0));
  return count;
}

export function areAllWeak(set: EdgeSet): boolean {
  if (set.into !== undefined) return false;
  const { kinds } = set.heap.near.edges;
  const { words } = set.edges;
  for (let w = 0; w < words.length; w++) {
    for (let word = words[w]!; word !== 0; word &= word - 1) {
      if ((kinds[32 * w + lowestBit(word)]! & WEAK) === 0) return false;
    }
  }
  return true;
}
