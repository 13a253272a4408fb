import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import { heapshFile, jsonChunk } from './heapsh-chunks.ts';
import { heapshChunks } from './write-heapsh.ts';

/** A `.heapsh` file that says of itself, before anything else of its objects, how many of which type there are. */
export function withHist(snapshot: HeapSnapshot, counts: Readonly<Record<string, number>>): Buffer {
  const [head, ...rest] = heapshChunks(snapshot);
  return heapshFile([head!, jsonChunk('HIST', { types: Object.entries(counts) }), ...rest]);
}
