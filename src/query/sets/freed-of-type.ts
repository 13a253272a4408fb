import type { SetNode } from '../ast.ts';
import type { ObjectSet } from '../object-set.ts';
import type { Scope } from '../scope.ts';
import { isShellSet } from './shell-sets.ts';

type AlgebraNode = Extract<SetNode, { kind: 'algebra' }>;

/** Says why `Session and freed` is empty: what the cuts free is in no type any more. */
export function noteFreedOfType(
  { operator, left, right }: AlgebraNode,
  found: ObjectSet,
  scope: Scope,
): void {
  if (operator !== 'and' || found.indexes.length > 0 || found.heap.lastCut === undefined) return;
  if (!isFreed(left) && !isFreed(right)) return;
  const other = isFreed(left) ? right : left;
  // A result has its objects still, and what else the shell knows by name may be alive to the last.
  if (other.kind === 'name' && (isShellSet(other.name) || scope.result(other.name) !== undefined)) return;
  const type = other.kind === 'name' ? other.name : 'TYPE';
  scope.note(`what the cuts free is in no type any more: \`freed[@type = "${type}"]\` has those that were`);
}

function isFreed(node: SetNode): boolean {
  return node.kind === 'name' && node.name === 'freed';
}
