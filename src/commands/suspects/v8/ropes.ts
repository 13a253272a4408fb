import { formatCount } from '../../../base/quantities.ts';
import { STEP } from '../../../base/task.ts';
import { ValueKind } from '../../../model/kinds.ts';
import { dominatorTreeOf } from '../../../query/dominance.ts';
import type { Finding, Search } from '../finding.ts';
import { variablePath } from './variable-path.ts';

const MOST_FINDINGS = 2;

/** Texts that were put together piece by piece and are many small objects still, each keeping the one before alive. */
export function ropes(search: Search): Finding[] {
  const { heap, task, least } = search;
  const { valueKinds, lengths } = heap.snapshot.objects;
  const tree = heap.derived(dominatorTreeOf, task);
  const found: number[] = [];
  for (let object = 0; object < valueKinds.length; object++) {
    if ((object & (STEP - 1)) === 0) task.step(object, valueKinds.length);
    if (valueKinds[object] !== ValueKind.joined || tree.sizes[object]! < least) continue;
    // Of what is a piece of another the whole is told of.
    if (valueKinds[tree.idoms[object]!] !== ValueKind.joined) found.push(object);
  }
  return found
    .sort((a, b) => tree.sizes[b]! - tree.sizes[a]!)
    .slice(0, MOST_FINDINGS)
    .map((rope) => ({
      rule: 'joined text',
      sentence: `${variablePath(search, rope)} is one text of ${formatCount(lengths[rope]!)} characters in ${formatCount(tree.counts[rope]!)} pieces`,
      objects: tree.subtree(rope),
      bytes: tree.sizes[rope]!,
      holder: rope,
      command: (row) => `at ${row}`,
    }));
}
