import type { SnapshotFormat } from '../format.ts';
import { MAGIC } from './chunks.ts';
import { readHeapsh } from './read-heapsh.ts';

/** Our own container: see FORMAT.md. */
export const heapshFormat: SnapshotFormat = {
  id: 'heapsh',
  label: 'heapsh (.heapsh, .heapsh.gz)',
  extensions: ['.heapsh', '.heapsh.gz'],
  // The last four bytes of the magic show what a text-mode copy has done; `read` tells.
  sniff: (prefix) => MAGIC.subarray(0, 4).every((byte, i) => prefix[i] === byte),
  read: readHeapsh,
};
