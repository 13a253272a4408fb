import type { SnapshotFormat } from './format.ts';
import { heapshFormat } from './heapsh/heapsh-format.ts';

/** Every snapshot format, in the order in which they are tried. */
export const formats = [heapshFormat] as const satisfies readonly SnapshotFormat[];
