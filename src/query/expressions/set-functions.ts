import type { ExprNode } from '../ast.ts';
import { didYouMean } from '../nearest.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import type { ColumnUnit } from '../result.ts';
import type { Environment, Operand } from './environment.ts';

/** What can be computed of a whole set: `count(traceback) < 1000`. */
const setFunctions: Readonly<Record<string, { unit: ColumnUnit; compute(set: ObjectSet): number }>> = {
  count: { unit: 'count', compute: ({ indexes }) => indexes.length },
  size: { unit: 'bytes', compute: sizeOf },
};

/** O(objects of the set), once. */
export function setFunction(node: Extract<ExprNode, { kind: 'call' }>, environment: Environment): Operand {
  const { scope } = environment;
  const found = Object.hasOwn(setFunctions, node.name) ? setFunctions[node.name] : undefined;
  if (found === undefined) {
    const names = [...Object.keys(setFunctions), 'exists'];
    throw errorAt(node, `no function \`${node.name}\``, didYouMean(node.name, names));
  }
  const value = found.compute(environment.evaluateSet(node.set, scope));
  return { unit: found.unit, constant: { value }, value: () => value };
}

function sizeOf({ heap, indexes }: ObjectSet): number {
  const { sizes } = heap.snapshot.objects;
  let total = 0;
  for (const index of indexes) total += sizes[index]!;
  return total;
}
