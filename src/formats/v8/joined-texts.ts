import { STEP, type Task } from '../../base/task.ts';
import { JOINED_PREVIEW } from '../../model/joined-preview.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';

const UNKNOWN = -1;
/** What is met again while it is open is a part of itself, which no text is. */
const Visit = { none: 0, open: 1, done: 2 } as const;

/**
 * Writes how long joined texts are, and where to begin reading each, so that nobody has to go down a rope of a million parts
 * for its first words. To be called when other texts have their lengths. From the parts up, with a stack of its own:
 * O(parts), a byte a node while it runs.
 */
export function writeJoinedTexts(builder: SnapshotBuilder, graph: EdgeGraph, task: Task): void {
  const { valueKinds, valueIndexes, lengths } = builder.objects.columns;
  const first = partReader(graph, builder.names.find('first'));
  const second = partReader(graph, builder.names.find('second'));
  const visits = new Uint8Array(graph.nodeCount);
  const isJoined = (node: number): boolean => node !== NONE && valueKinds[node] === ValueKind.joined;
  const lengthOf = (node: number): number => {
    if (node === NONE || (isJoined(node) && visits[node] !== Visit.done)) return UNKNOWN;
    return isJoined(node) || valueKinds[node] === ValueKind.text ? lengths[node]! : UNKNOWN;
  };
  const finish = (node: number): void => {
    visits[node] = Visit.done;
    const left = first(node);
    const length = lengthOf(left);
    valueIndexes[node] = isJoined(left) && length >= JOINED_PREVIEW ? valueIndexes[left]! : node;
    lengths[node] = sumOf(length, lengthOf(second(node)));
  };
  const stack: number[] = [];
  for (let node = 0; node < graph.nodeCount; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, graph.nodeCount);
    if (valueKinds[node] !== ValueKind.joined) continue;
    stack.push(node);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      if (visits[top] === Visit.none) {
        visits[top] = Visit.open;
        for (const part of [second(top), first(top)]) {
          if (isJoined(part) && visits[part] === Visit.none) stack.push(part);
        }
        continue;
      }
      stack.pop();
      if (visits[top] === Visit.open) finish(top);
    }
  }
}

/** Texts that double with every step are longer than any number is exact. */
function sumOf(a: number, b: number): number {
  return a < 0 || b < 0 || a + b > Number.MAX_SAFE_INTEGER ? UNKNOWN : a + b;
}

function partReader({ first, targets, names, kinds }: EdgeGraph, name: number): (node: number) => number {
  return (node) => {
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === EdgeKind.slot) return targets[e]!;
    }
    return NONE;
  };
}
