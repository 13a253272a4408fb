import type { SnapshotFormat } from './format.ts';
import { heapshFormat } from './heapsh/heapsh-format.ts';
import { v8Format } from './v8/v8-format.ts';

/** Every snapshot format, in the order in which they are tried. */
export const formats = [heapshFormat, v8Format] as const satisfies readonly SnapshotFormat[];
