import { FormatError } from '../../base/errors.ts';
import { NONE } from '../../model/kinds.ts';
import type { AllocationColumns } from '../../model/snapshot.ts';
import { type NameRule, resolveNodeNames } from './check-names.ts';
import type { TraceSections } from './trace-sections.ts';

/**
 * Makes columns of the model of what the file says of allocations. `traceNodes`: by node, the id of a row of the tree; 0, or
 * one that the tree does not have: not recorded. Undefined: the file says nothing. Throws FormatError where there is no such
 * function or string. O(nodes + calls).
 */
export function allocationsOf(
  { functions, tree }: TraceSections,
  traceNodes: Uint32Array,
  rule: NameRule,
): AllocationColumns | undefined {
  if (functions === undefined || tree === undefined || traceNodes.length === 0) return undefined;
  const functionNames = functions.names.finish();
  const functionFiles = functions.files.finish();
  for (const names of [functionNames, functionFiles]) resolveNodeNames(names, rule);
  const calls = tree.functions.finish();
  const missing = calls.find((each) => each >= functionNames.length);
  // Of a file that is not whole, who allocated is lost.
  if (missing !== undefined && rule.lost !== undefined) return undefined;
  if (missing !== undefined) {
    const message = `a call is of function ${missing}, and there are ${functionNames.length}`;
    throw new FormatError(message, { where: { offset: rule.offset } });
  }
  return {
    stacks: rowsOf(traceNodes, tree.ids.finish()),
    callers: tree.parents.finish(),
    functions: calls,
    functionNames,
    functionFiles,
    functionLines: functions.lines.finish(),
  };
}

/** Ids of calls become their rows, in place. */
function rowsOf(traceNodes: Uint32Array, ids: Uint32Array): Uint32Array {
  const rows = new Map<number, number>();
  for (let row = 0; row < ids.length; row++) rows.set(ids[row]!, row);
  for (let node = 0; node < traceNodes.length; node++) {
    const id = traceNodes[node]!;
    traceNodes[node] = id === 0 ? NONE : (rows.get(id) ?? NONE);
  }
  return traceNodes;
}
