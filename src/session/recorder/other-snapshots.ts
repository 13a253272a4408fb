import type { Heap } from '../../query/heap.ts';
import { commandText } from '../session-file/append.ts';
import { FENCE } from '../session-file/fences.ts';
import type { SessionFile } from '../session-file/session-file.ts';
import { shellWord } from '../shell-word.ts';
import { identityOf, pathOf } from './session-head.ts';

/** Those of the heaps that a session file was not begun on, as far as one can tell without reading them once more. */
export function missingSnapshots(file: SessionFile, heaps: readonly Heap[]): Heap[] {
  const known = file.frontMatter?.values.snapshots ?? [];
  return heaps.filter((heap) => {
    const { runtime, objectCount } = identityOf(heap);
    return !known.some((each) => each.runtime === runtime && each.objectCount === objectCount);
  });
}

/** A step, without an answer to compare, that opens a snapshot under the name it has here. */
export function openStep(heap: Heap): string {
  return `${commandText(`open ${shellWord(pathOf(heap) ?? heap.snapshot.source.file)} as ${heap.name}`)}${FENCE}\n`;
}
