import type { QueryError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { KeyNode } from '../../query/ast.ts';
import { facts, findFact } from '../../query/facts.ts';
import type { Derivation } from '../../query/heap.ts';
import { alternatives, didYouMean } from '../../query/nearest.ts';
import type { ObjectSet } from '../../query/object-set.ts';
import { errorAt } from '../../query/place-error.ts';
import type { ColumnUnit } from '../../query/result.ts';
import { objectTable } from '../../query/rows.ts';
import type { CommandContext } from '../command.ts';
import { absentText } from '../rows/absent-text.ts';
import { tellingKey } from '../rows/telling-key.ts';
import { byClodo } from './by-clodo.ts';
import { byColumn } from './by-column.ts';
import { byReferrer } from './by-referrer.ts';
import { byType } from './by-type.ts';
import { byVia } from './by-via.ts';
import { type Groups, groupByCell } from './groups.ts';
import { asSortedGroups, type KeptGroups, keptGroupsBy } from './kept-groups.ts';
import { type Partition, partition, sortGroups } from './partition.ts';
import { type Tally, tallyGroups } from './tally.ts';

interface ObjectGroups {
  readonly groups: Groups;
  /** What is in them, where grouping them told. */
  readonly tally?: Tally;
  readonly unit: ColumnUnit;
}

/** What `hist by` knows by a name of its own; anything else is a key of object rows: a @fact, a .field, an expression. */
const groupers = {
  type: (set, { task }) => byTypeText(set, (type) => type.name, task),
  clodo: (set, { task }) => text(byClodo(set, task)),
  module: (set, { task }) => byTypeText(set, (type) => type.module, task),
  kind: (set, { task }) => byTypeText(set, (type) => type.kind, task),
  size: (set, { task }) => bySize(set, task),
  via: (set, { task }) => text(byVia(set, task)),
  referrer: (set, { task }) => text(byReferrer(set, task)),
} as const satisfies Record<string, (set: ObjectSet, context: CommandContext) => ObjectGroups>;

export const partitionKeys = Object.keys(groupers);

/** What takes seconds of a whole heap, and is kept in its index file. */
const keptGroups: Partial<Record<string, Derivation<KeptGroups>>> = {
  via: keptGroupsBy('via', byVia),
  referrer: keptGroupsBy('referrer', byReferrer),
};

/** Sorts a set's objects into groups by the key after `by`; by type when there is none. */
export function partitionObjects(
  set: ObjectSet,
  key: KeyNode | undefined,
  context: CommandContext,
): Partition {
  const { task } = context;
  const name = key === undefined ? 'type' : bareName(key);
  const kept = name === undefined ? undefined : keptGroups[name];
  if (kept !== undefined && set.isEverything && set.heap.lastCut === undefined) {
    const groups = set.heap.derived(kept, task);
    return partition(set, asSortedGroups(groups), 'text', task);
  }
  const { groups, tally, unit } = groupObjects(set, key, name, context);
  return partition(set, sortGroups(groups, tally ?? tallyGroups(set, groups, task), task), unit, task);
}

function groupObjects(
  set: ObjectSet,
  key: KeyNode | undefined,
  name: string | undefined,
  context: CommandContext,
): ObjectGroups {
  if (name !== undefined && isGrouper(name)) return groupers[name](set, context);
  return byKey(set, key!, name, context);
}

function isGrouper(name: string): name is keyof typeof groupers {
  return Object.hasOwn(groupers, name);
}

function bareName({ expression }: KeyNode): string | undefined {
  return expression.kind === 'column' ? expression.name : undefined;
}

function text(groups: Groups): ObjectGroups {
  return { groups, unit: 'text' };
}

function byTypeText(set: ObjectSet, textOf: (type: TypeRow) => string, task: Task): ObjectGroups {
  return { ...byType(set, textOf, task), unit: 'text' };
}

function bySize(set: ObjectSet, task: Task): ObjectGroups {
  const { sizes } = set.heap.snapshot.objects;
  if (isWhole(set)) return { ...byColumn({ values: sizes }, sizes, task), unit: 'bytes' };
  const { indexes } = set;
  const groups = groupByCell(indexes.length, (item) => sizes[indexes[item]!]!, task);
  return { groups, unit: 'bytes' };
}

/** Objects 0, 1, … of its heap, to the last. */
function isWhole({ heap, isEverything }: ObjectSet): boolean {
  return isEverything === true && heap.lastCut === undefined;
}

function byKey(
  set: ObjectSet,
  node: KeyNode,
  name: string | undefined,
  context: CommandContext,
): ObjectGroups {
  const grouped = byFactColumn(set, node, context) ?? byCells(set, node, name, context);
  const { groups } = grouped;
  const { keys } = groups;
  if (keys.length === 1 && (keys[0] ?? undefined) === undefined) noteNoKey(node, context);
  const absent = absentText(node);
  return absent === undefined ? grouped : { ...grouped, groups: called(absent, groups) };
}

/** Of a whole heap, by what is a column: by all threads, and no list of all objects is made. */
function byFactColumn(
  set: ObjectSet,
  { expression }: KeyNode,
  context: CommandContext,
): ObjectGroups | undefined {
  const fact = expression.kind === 'fact' ? findFact(expression.name) : undefined;
  const column = isWhole(set) ? fact?.column?.(set.heap, context.task) : undefined;
  if (fact === undefined || column === undefined) return undefined;
  if (column.note !== undefined) context.note(column.note);
  return { ...byColumn(column, set.heap.snapshot.objects.sizes, context.task), unit: fact.unit };
}

function byCells(
  set: ObjectSet,
  node: KeyNode,
  name: string | undefined,
  context: CommandContext,
): ObjectGroups {
  const table = objectTable(set);
  if (name !== undefined && !table.columns.some((column) => column.name === name)) throw noKey(node, name);
  const key = tellingKey(node, table, context);
  const groups = groupByCell(set.indexes.length, (item) => key.cell(item), context.task);
  return { groups, unit: key.unit };
}

function called(absent: string, groups: Groups): Groups {
  return {
    get groupOf() {
      return groups.groupOf;
    },
    keys: groups.keys.map((each) => each ?? absent),
  };
}

/** One nameless row of everything would look like an answer. */
function noteNoKey({ expression }: KeyNode, context: CommandContext): void {
  const fact = expression.kind === 'fact' ? findFact(expression.name) : undefined;
  if (fact === undefined) context.note('none of these objects has this key');
  else context.note(`none of these objects has @${fact.name}: ${fact.doc}`);
}

function noKey(node: KeyNode, name: string): QueryError {
  const hint =
    didYouMean(name, [...partitionKeys, ...facts.map((fact) => `@${fact.name}`)]) ??
    `keys are ${alternatives(partitionKeys)}, a @fact or a .field`;
  return errorAt(node.expression, `no key \`${name}\``, hint);
}
