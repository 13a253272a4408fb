import { type CutAnswer, type CutGraphs, type CutQuestion, MinimumCut } from '../../analysis/minimum-cut.ts';
import { Bitset } from '../../base/bitset.ts';
import { formatCount } from '../../base/quantities.ts';
import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind } from '../../model/kinds.ts';
import { edgeText } from '../../query/edges/edge-text.ts';
import type { Heap } from '../../query/heap.ts';

/** How many edges a note names. */
const NAMED = 3;

type Cut = CutAnswer & { readonly kind: 'cut' };

export interface ProgramCutQuestion extends CutQuestion {
  /** Edges that may not be cut. */
  readonly avoid: Bitset | undefined;
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
 * table of a Map. Where the program's own must be more, they are told in the note. It is gone on from the first cut, with a look
 * at each edge of the heap, only where that has a slot.
 */
export function programCut(
  heap: Heap,
  graphs: CutGraphs,
  question: ProgramCutQuestion,
  task: Task,
): ProgramCut {
  const cut = new MinimumCut(graphs, question, task);
  const answer = cut.find(question.avoid, task);
  if (answer.kind !== 'cut') return { answer, keepsSlots: false };
  const { kinds } = heap.near.edges;
  if (!answer.edges.some((edge) => isSlot(kinds[edge]!))) return { answer, keepsSlots: false };
  const own = cut.find(withSlots(heap, question.avoid, task), task);
  if (own.kind === 'cut' && own.edges.length === answer.edges.length)
    return { answer: own, keepsSlots: true };
  const note = `\`[[…]]\` is the engine's own, which no program cuts; ${ownText(heap, own, question)}`;
  return { answer, keepsSlots: false, note };
}

function ownText(heap: Heap, own: CutAnswer, { max }: CutQuestion): string {
  if (own.kind === 'not to be cut') return 'a root holds it by such alone';
  if (own.kind === 'too many') return `of its own references more than ${formatCount(max)} would have to go`;
  const named = own.edges.length > NAMED ? `${edgeTexts(heap, own)}, …` : edgeTexts(heap, own);
  return `of its own references ${formatCount(own.edges.length)} would have to go: ${named}`;
}

function edgeTexts(heap: Heap, { edges, paths }: Cut): string {
  const texts = paths.slice(0, NAMED).map((path, i) => {
    const edge = edges[i]!;
    return edgeText(heap, path.objects[path.edges.indexOf(edge)]!, edge);
  });
  return texts.join(', ');
}

function withSlots({ snapshot }: Heap, avoided: Bitset | undefined, task: Task): Bitset {
  const { kinds } = snapshot.edges;
  const bits = new Bitset(kinds.length, avoided?.words.slice());
  for (let edge = 0; edge < kinds.length; edge++) {
    if ((edge & (STEP - 1)) === 0) task.step(edge, kinds.length);
    if (isSlot(kinds[edge]!)) bits.add(edge);
  }
  return bits;
}

function isSlot(kind: number): boolean {
  return (kind & EDGE_KIND_MASK) === EdgeKind.slot;
}
