import { type CutAnswer, type CutQuestion, MinimumCut } from '../../analysis/minimum-cut/minimum-cut.ts';
import type { CutGraphs } from '../../analysis/minimum-cut/residual-search.ts';
import type { EdgeTest } from '../../analysis/minimum-cut/unit-flow.ts';
import type { Bitset } from '../../base/bitset.ts';
import { formatCount } from '../../base/quantities.ts';
import type { Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import { edgeText } from '../../query/edges/edge-text.ts';
import { storedEdgesOf } from '../../query/edges/stored-edges.ts';
import type { Heap } from '../../query/heap.ts';

/** How many edges a note names. */
const NAMED = 3;

type Cut = CutAnswer & { readonly kind: 'cut' };

export interface ProgramCutQuestion extends CutQuestion {
  /** Edges that may not be cut. */
  readonly avoid: Bitset | undefined;
  /** Whether slots may not be cut either. */
  readonly own: boolean;
}

export interface ProgramCut {
  readonly answer: CutAnswer;
  /** Whether its paths may share slots, as edges that are not to be cut. */
  readonly keepsSlots: boolean;
  /** What to say of an answer that no program can bring about. */
  readonly note?: string;
}

/**
 * A smallest cut, and of these one of references that the program has, where there is one: slots are the engine's, as the
 * table of a Map. Where the program's own must be more, they are told in the note. It is gone on from the first cut, only
 * where that has a slot. A field and what the engine keeps of it a second time are one reference: who cuts the one cuts both.
 */
export function programCut(
  heap: Heap,
  graphs: CutGraphs,
  question: ProgramCutQuestion,
  task: Task,
): ProgramCut {
  const { avoid } = question;
  const isAvoided: EdgeTest | undefined = avoid && ((edge) => avoid.has(edge));
  const { kinds } = graphs.forward;
  const isSlot: EdgeTest = (edge) => (kinds.at(edge) & EDGE_KIND_MASK) === EdgeKind.slot;
  const isKept: EdgeTest = (edge) => isSlot(edge) || isAvoided?.(edge) === true;
  const cut = new MinimumCut(withoutStored(heap, graphs, task), question, task);
  task.phase('searching the fewest references');
  if (question.own) return { answer: cut.find(isKept, task), keepsSlots: true };
  const answer = cut.find(isAvoided, task);
  if (answer.kind !== 'cut' || !answer.edges.some(isSlot)) return { answer, keepsSlots: false };
  const own = cut.find(isKept, task);
  if (own.kind === 'cut' && own.edges.length === answer.edges.length)
    return { answer: own, keepsSlots: true };
  const note = `\`[[…]]\` is the engine's own, which no program cuts; ${ownText(heap, own, question)}`;
  return { answer, keepsSlots: false, note };
}

function withoutStored(heap: Heap, graphs: CutGraphs, task: Task): CutGraphs {
  if (heap.runtime.stores === undefined) return graphs;
  return { ...graphs, closed: heap.whole.derived(storedEdgesOf, task) };
}

function ownText(heap: Heap, own: CutAnswer, { max }: CutQuestion): string {
  if (own.kind === 'not to be cut') return 'a root holds it by such alone';
  if (own.kind === 'too many') return `of its own references more than ${formatCount(max)} would have to go`;
  const named = own.edges.length > NAMED ? `${edgeTexts(heap, own)}, …` : edgeTexts(heap, own);
  return `of its own references ${formatCount(own.edges.length)} would have to go: ${named}; --own has them as rows`;
}

function edgeTexts(heap: Heap, { edges, paths }: Cut): string {
  const texts = paths.slice(0, NAMED).map((path, i) => {
    const edge = edges[i]!;
    return edgeText(heap, path.objects[path.edges.indexOf(edge)]!, edge);
  });
  return texts.join(', ');
}
