import type { Cell, ColumnUnit } from '../result.ts';
import type { Environment, Operand } from './environment.ts';

/** What is a number always, and what to say to who compares it with a text: that finds nothing, and looks like an answer. */
const neverTexts: Partial<Record<ColumnUnit, string>> = {
  heapId: 'a heap id is a number, and no text equals it; a field of the program begins with a dot: `.id`',
  address: 'an address is a number, and no text equals it: write it without quotes, as 0x7f187d22b880',
  count: 'this is a number, and no text equals it: write it without quotes',
  bytes: 'this is a number of bytes, and no text equals it: write it without quotes, as 10KiB',
};

/** Says so when the right side is a constant of a kind that the left side never is of. */
export function noteOtherKind(left: Operand, right: Operand, { scope }: Environment): void {
  if (left.object !== undefined || right.constant === undefined) return;
  const other = kindOf(right.constant.value);
  const said =
    left.constant === undefined ? ofUnit(left, other) : ofConstants(kindOf(left.constant.value), other);
  if (said !== undefined) scope.note(said);
}

function kindOf(value: Cell): 'a text' | 'a number' | undefined {
  if (typeof value === 'string') return 'a text';
  return typeof value === 'number' || typeof value === 'bigint' ? 'a number' : undefined;
}

function ofUnit({ unit, isText }: Operand, other: ReturnType<typeof kindOf>): string | undefined {
  if (other === 'a text') return neverTexts[unit];
  const isOther = other === 'a number' && isText === true;
  return isOther ? 'this is a text, and no number is like it: write a text in quotes' : undefined;
}

function ofConstants(one: ReturnType<typeof kindOf>, other: ReturnType<typeof kindOf>): string | undefined {
  if (one === undefined || other === undefined || one === other) return undefined;
  return 'a text and a number are never alike; fields begin with a dot, facts with @';
}
