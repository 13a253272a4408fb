import { objectWord } from '../edges/edge-text.ts';
import type { Heap } from '../heap.ts';
import { isNull } from '../object-value.ts';
import type { Cell } from '../result.ts';
import { EMPTY_FIELD, NO_FIELD } from '../runtimes/runtime.ts';
import type { Environment, Key, Operand } from './environment.ts';
import { numberWatch } from './number-watch.ts';

const ROWS_LOOKED_AT = 64;

/**
 * The key that a path is: values, when it leads to some in the first rows (a lone object among them is a phrase with its
 * address or heap id, so that it is no other's equal), else the objects themselves.
 */
export function objectKey(operand: Operand, object: (row: number) => number, environment: Environment): Key {
  const { value } = operand;
  const { scope, rowCount } = environment;
  const { heap } = scope;
  if (!leadsToValues(value, rowCount)) {
    if (leadsToObjects(object, rowCount)) {
      return { unit: 'object', cell: (row) => objectCell(heap, object(row)) };
    }
    if (rowCount > 0) numberWatch([operand], environment);
  }
  const cell = (row: number): Cell => {
    const simple = value(row);
    if (simple !== undefined) return simple;
    const target = object(row);
    return target < 0 ? undefined : phrase(heap, target);
  };
  return { unit: 'value', cell };
}

function leadsToValues(value: (row: number) => Cell, rowCount: number): boolean {
  for (let row = 0; row < Math.min(rowCount, ROWS_LOOKED_AT); row++) {
    const cell = value(row);
    if (cell !== undefined && cell !== null) return true;
  }
  return false;
}

function leadsToObjects(object: (row: number) => number, rowCount: number): boolean {
  for (let row = 0; row < Math.min(rowCount, ROWS_LOOKED_AT); row++) if (object(row) >= 0) return true;
  return false;
}

function objectCell({ snapshot }: Heap, target: number): Cell {
  if (target === EMPTY_FIELD) return null;
  if (target === NO_FIELD) return undefined;
  return isNull(snapshot, target) ? null : target;
}

/** `<traceback 0x7f187d22b880 manager.py:227 in f>` */
function phrase(heap: Heap, target: number): string {
  const { snapshot, runtime } = heap;
  const { objects, types } = snapshot;
  const type = types[objects.typeIndexes[target]!]!.name;
  const words = [type, objectWord(heap, target), runtime.describe(snapshot, target)];
  return `<${words.filter((word) => word !== undefined).join(' ')}>`;
}
