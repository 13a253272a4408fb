import { formatCount } from '../base/quantities.ts';
import { STEP } from '../base/task.ts';
import type { ObjectKind } from '../model/kinds.ts';
import type { ExprNode, PathSegment } from './ast.ts';
import { expressionNodes } from './expression-nodes.ts';
import { pathOperand } from './expressions/path-operand.ts';
import { findFact } from './facts.ts';
import { areNumbersMissing } from './missing-numbers.ts';
import type { ObjectSet } from './object-set.ts';
import { simpleValue } from './object-value.ts';
import { memberText } from './parser/names.ts';
import type { Cell } from './result.ts';
import { EMPTY_FIELD, NO_FIELD } from './runtimes/runtime.ts';
import type { Scope } from './scope.ts';
import { isKnownField } from './unknown-field.ts';

/** Longer texts are cut where a comparison is told. */
const LONGEST = 40;
const MOST_TYPES = 3;

/** `.created > 0`, `0 < .created`: what objects are asked for, and what no other kind of value is like. */
interface Comparison {
  readonly of: Extract<ExprNode, { kind: 'path' | 'fact' }>;
  readonly with: string | number | bigint;
  /** `> 0` */
  readonly text: string;
}

/**
 * Of a predicate that held for none of a set: says of its comparisons which could not, since what is compared is of another
 * kind in all of its objects, or there in none. A note of a field that none of them has is another's. Costs a look at the
 * objects' edges for each comparison, up to the first that is of its kind.
 */
export function noteNeverAlike(predicate: ExprNode, set: ObjectSet, scope: Scope): void {
  if (set.indexes.length === 0 || !set.heap.snapshot.capture.hasValues) return;
  for (const node of expressionNodes(predicate)) {
    const comparison = comparisonOf(node);
    if (comparison?.of.kind === 'fact') noteUnknownFact(comparison.of.name, comparison, set, scope);
    if (comparison?.of.kind === 'path') noteOtherKinds(comparison.of.steps, comparison, set, scope);
  }
}

const mirrored = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function comparisonOf(node: ExprNode): Comparison | undefined {
  if (node.kind !== 'binary' || !(node.operator in mirrored)) return undefined;
  const operator = node.operator as keyof typeof mirrored;
  return comparing(node.left, operator, node.right) ?? comparing(node.right, mirrored[operator], node.left);
}

function comparing(of: ExprNode, operator: string, literal: ExprNode): Comparison | undefined {
  if (of.kind !== 'fact' && (of.kind !== 'path' || of.from !== undefined)) return undefined;
  if (literal.kind !== 'literal' || literal.value === null || typeof literal.value === 'boolean')
    return undefined;
  const { value } = literal;
  const isLong = typeof value === 'string' && value.length > LONGEST;
  const short = isLong ? `${value.slice(0, LONGEST)}…` : value;
  return {
    of,
    with: value,
    text: `${operator} ${typeof short === 'string' ? JSON.stringify(short) : short}`,
  };
}

function noteUnknownFact(name: string, { text }: Comparison, set: ObjectSet, { note, task }: Scope): void {
  const read = findFact(name)?.reader(set.heap, task);
  if (read === undefined || someObject(set, task, (object) => read(object) !== undefined)) return;
  note(`no object of this set has \`@${name}\`: it is never ${text}`);
}

/** What was met at the end of a path: kinds of values, types of objects without any, and of how many of the set. */
interface Met {
  readonly kinds: Set<string>;
  readonly types: Set<string>;
  count: number;
}

function noteOtherKinds(
  steps: readonly PathSegment[],
  asked: Comparison,
  set: ObjectSet,
  scope: Scope,
): void {
  const met = metAt(steps, asked, set, scope);
  if (met === undefined) return;
  const path = `\`${steps.map(stepText).join('')}\``;
  if (met.count > 0) {
    scope.note(`${path} is ${kindsText(met)} in ${howMany(met, set)}: it is never ${asked.text}`);
  } else if (steps.length > 1 && areKnown(steps, set) && isThere(steps.slice(0, 1), set, scope)) {
    const length = steps.at(-1) === 'length' ? '; how long an object is, is its @len' : '';
    scope.note(`no object of this set has ${path}: it is never ${asked.text}${length}`);
  }
}

/** Undefined: something is of the kind, or may be. */
function metAt(
  steps: readonly PathSegment[],
  asked: Comparison,
  set: ObjectSet,
  { task }: Scope,
): Met | undefined {
  const { heap } = set;
  const { objects, types } = heap.snapshot;
  const { object: end, value, hidesNumber } = pathOperand(heap, steps, undefined);
  const mayHide = hidesNumber !== undefined && areNumbersMissing(heap, task);
  const met: Met = { kinds: new Set(), types: new Set(), count: 0 };
  const isOrMayBe = (start: number): boolean => {
    if (mayHide && hidesNumber(start)) return true;
    const target = end!(start);
    const cell = target >= 0 ? simpleValue(heap.snapshot, target) : value(start);
    if (target === NO_FIELD && cell === undefined) return false;
    met.count++;
    if (target === EMPTY_FIELD || cell === null) met.kinds.add(heap.runtime.nullName);
    else if (cell !== undefined) met.kinds.add(kindText(cell));
    else {
      const type = types[objects.typeIndexes[target]!]!;
      if (simpleKinds.has(type.kind)) return true;
      met.types.add(type.name);
    }
    return cell !== undefined && cell !== null && kindText(cell) === kindText(asked.with);
  };
  return someObject(set, task, isOrMayBe) ? undefined : met;
}

/** Of these, a value that is not in the snapshot may be any. */
const simpleKinds: ReadonlySet<ObjectKind> = new Set(['string', 'bytes', 'integer', 'float', 'boolean']);

/** One that nothing has is told already. */
function areKnown(steps: readonly PathSegment[], { heap }: ObjectSet): boolean {
  return steps.every((step) => typeof step !== 'string' || isKnownField(step, heap));
}

function isThere(steps: readonly PathSegment[], set: ObjectSet, { task }: Scope): boolean {
  const { object } = pathOperand(set.heap, steps, undefined);
  return someObject(set, task, (start) => object!(start) !== NO_FIELD);
}

function someObject(
  { indexes }: ObjectSet,
  task: Scope['task'],
  holds: (object: number) => boolean,
): boolean {
  for (let i = 0; i < indexes.length; i++) {
    if ((i & (STEP - 1)) === 0) task.step(i, indexes.length);
    if (holds(indexes[i]!)) return true;
  }
  return false;
}

function kindText(cell: Exclude<Cell, undefined | null>): string {
  if (typeof cell === 'string') return 'a text';
  return typeof cell === 'boolean' ? 'a boolean' : 'a number';
}

function kindsText({ kinds, types }: Met): string {
  const names = [...types].slice(0, MOST_TYPES).join(', ');
  const more = types.size > MOST_TYPES ? ', …' : '';
  return [...kinds, ...(types.size === 0 ? [] : [`an object (${names}${more})`])].join(' or ');
}

function howMany({ count }: Met, { indexes }: ObjectSet): string {
  if (indexes.length === 1) return 'this object';
  if (count === indexes.length) return `all ${formatCount(count)} objects`;
  return `the ${formatCount(count)} of ${formatCount(indexes.length)} objects that have it`;
}

function stepText(step: PathSegment): string {
  return typeof step === 'string' ? `.${memberText(step)}` : `[${JSON.stringify(step.key)}]`;
}
