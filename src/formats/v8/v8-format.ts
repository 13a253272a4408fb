import type { SnapshotFormat } from '../format.ts';
import { readV8 } from './read-v8.ts';

/**
 * What V8's own serializer writes, and Hermes and Bun after it; `snapshot` comes first in all that are known. Its CPU
 * profiles begin with `nodes` too, which are objects there.
 */
const beginning =
  /^\s*\{\s*"(snapshot"\s*:\s*\{|(nodes|edges|strings|locations|samples|trace_tree|trace_function_infos)"\s*:\s*\[\s*([^{\s]|$))/;

/** Node, Chrome, Edge, Deno, Electron, Bun, Hermes. */
export const v8Format: SnapshotFormat = {
  id: 'v8',
  label: 'V8 heap snapshot (.heapsnapshot, .heapsnapshot.gz)',
  extensions: ['.heapsnapshot', '.heapsnapshot.gz'],
  sniff: (prefix) => beginning.test(Buffer.from(prefix).toString('latin1')),
  read: readV8,
};
