import type { Task } from '../../base/task.ts';
import type { ExprNode } from '../ast.ts';
import { retainedOf } from '../dominance.ts';
import { didYouMean } from '../nearest.ts';
import type { ObjectSet } from '../object-set.ts';
import { errorAt } from '../place-error.ts';
import type { Cell, ColumnUnit } from '../result.ts';
import type { Environment, Operand } from './environment.ts';

interface SetFunction {
  readonly unit: ColumnUnit;
  compute(set: ObjectSet, task: Task): Cell;
}

/** What can be computed of a whole set: `count(traceback) < 1000`. */
const setFunctions: Readonly<Record<string, SetFunction>> = {
  count: { unit: 'count', compute: ({ indexes }) => indexes.length },
  bytes: { unit: 'bytes', compute: bytesOf },
  retained: { unit: 'bytes', compute: ({ heap, indexes }, task) => retainedOf(heap, indexes, task).bytes },
  exists: { unit: 'boolean', compute: ({ indexes }) => indexes.length > 0 },
};

export const setFunctionNames: readonly string[] = Object.keys(setFunctions);

/** Computed once for each place where it stands: O(objects of the set), for `retained` one search of the heap. */
export function setFunction(node: Extract<ExprNode, { kind: 'call' }>, environment: Environment): Operand {
  const known = environment.computed?.get(node);
  if (known !== undefined) return known;
  const { scope } = environment;
  const found = Object.hasOwn(setFunctions, node.name) ? setFunctions[node.name] : undefined;
  if (found === undefined) throw errorAt(node, `no function \`${node.name}\``, nearestFunction(node.name));
  const value = found.compute(environment.evaluateSet(node.set, scope), scope.task);
  const operand = { unit: found.unit, constant: { value }, value: () => value };
  environment.computed?.set(node, operand);
  return operand;
}

function nearestFunction(name: string): string {
  return didYouMean(name, setFunctionNames) ?? `functions of a set are ${setFunctionNames.join(', ')}`;
}

function bytesOf({ heap, indexes }: ObjectSet): number {
  const { sizes } = heap.snapshot.objects;
  let total = 0;
  for (const index of indexes) total += sizes[index]!;
  return total;
}
