import type { KeyNode } from '../../query/ast.ts';
import { errorAt } from '../../query/place-error.ts';
import type { TableResult } from '../../query/result.ts';
import type { CommandContext, RowKey } from '../command.ts';

/** A key that rows are put in order or told apart by. Throws QueryError for a constant, which can do neither. */
export function tellingKey(node: KeyNode, table: TableResult, context: CommandContext): RowKey {
  const key = context.rowKey(node, table);
  if (key.isConstant !== true) return key;
  const names = table.columns.map(({ name, label }) => `\`${label ?? name}\``);
  throw errorAt(
    node.expression,
    'this key is the same for every row',
    `columns are ${names.join(', ')}; a key may also be a @fact or a .field`,
  );
}
