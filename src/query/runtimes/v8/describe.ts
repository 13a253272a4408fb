import { formatCount } from '../../../base/quantities.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind, ValueKind } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf } from '../../named-edge.ts';
import { isTruncated, simpleValue } from '../../object-value.ts';
import { location, placeText } from './location.ts';

const MOST_FIELDS = 6;
const EDGES_LOOKED_AT = 64;
/** Characters of a text within an object. */
const LONGEST_WITHIN = 40;
/** In place of what leaves no trace in a snapshot: a small number; in a Map true, false, null and undefined too. */
const UNKNOWN = '?';

/** An object in one line, as a JavaScript programmer would recognise it; undefined when there is nothing to say. Bounded work. */
export function describe(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const value = valueText(snapshot, objectIndex);
  if (value !== undefined) return `${value}${lengthText(snapshot, objectIndex)}`;
  const kind = kindOf(snapshot, objectIndex);
  const entries = describeEntries(snapshot, objectIndex);
  return entries ?? describers[kind]?.(snapshot, objectIndex) ?? nameOf(snapshot, objectIndex);
}

function kindOf({ objects, types }: HeapSnapshot, objectIndex: number): ObjectKind {
  return types[objects.typeIndexes[objectIndex]!]!.kind;
}

function nameOf({ objects, names }: HeapSnapshot, objectIndex: number): string | undefined {
  const id = objects.nameIds[objectIndex]!;
  return id === NONE ? undefined : names.text(id);
}

/** A string, number, true, false, null or undefined as it is written. */
function valueText(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const valueKind = snapshot.objects.valueKinds[objectIndex];
  if (valueKind === ValueKind.none) return undefined;
  // Undefined and null are both nothing to the language; only their name tells them apart.
  if (valueKind === ValueKind.null) return nameOf(snapshot, objectIndex) ?? 'null';
  const value = simpleValue(snapshot, objectIndex);
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : String(value);
  return JSON.stringify(value) + (isTruncated(snapshot, objectIndex) ? '…' : '');
}

/** Of a text of which only the beginning is known. */
function lengthText(snapshot: HeapSnapshot, objectIndex: number): string {
  const length = lengthOf(snapshot, objectIndex);
  const isCut = length >= 0 && isTruncated(snapshot, objectIndex);
  return isCut ? ` (${formatCount(length)} characters)` : '';
}

type Describer = (snapshot: HeapSnapshot, objectIndex: number) => string | undefined;

const describers: Readonly<Partial<Record<ObjectKind, Describer>>> = {
  function: describeFunction,
  code: describeFunction,
  instance: describeFields,
  exception: describeFields,
  cell: describeFields,
  list: describeElements,
  string: (snapshot, objectIndex) => {
    const parent = slotOf(snapshot, objectIndex, 'parent');
    return parent === NONE ? undefined : `a part of ${within(snapshot, parent)}`;
  },
  opaque: (snapshot, objectIndex) => {
    const text = nameOf(snapshot, objectIndex);
    if (text !== 'symbol') return text;
    const own = slotOf(snapshot, objectIndex, 'name');
    return own === NONE ? 'Symbol()' : `Symbol(${valueText(snapshot, own) ?? ''})`;
  },
};

/** `handler server.js:12` */
function describeFunction(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const place = location(snapshot, objectIndex);
  const name = nameOf(snapshot, objectIndex) || '(anonymous)';
  return place === undefined ? name : `${name} ${placeText(place)}`;
}

/** `{id: 5, name: "a", tags: Array}`: the first properties, or the variables of a context. */
function describeFields(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const { first, targets, names, kinds } = snapshot.edges;
  const parts: string[] = [];
  const end = Math.min(first[objectIndex + 1]!, first[objectIndex]! + EDGES_LOOKED_AT);
  for (let e = first[objectIndex]!; e < end; e++) {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    if (kind !== EdgeKind.attribute && kind !== EdgeKind.local) continue;
    const name = snapshot.names.text(names[e]!);
    if (name === '__proto__') continue;
    if (parts.length === MOST_FIELDS) {
      parts.push('…');
      break;
    }
    parts.push(`${name}: ${within(snapshot, targets[e]!)}`);
  }
  return parts.length === 0 ? undefined : `{${parts.join(', ')}}`;
}

/** `["a", Session, …] (4,000 elements)`: small numbers are not there, and of those after the last object is not known whether they are. */
function describeElements(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const { first, targets, names, kinds } = snapshot.edges;
  const parts: string[] = [];
  let next = 0;
  const end = Math.min(first[objectIndex + 1]!, first[objectIndex]! + EDGES_LOOKED_AT);
  for (let e = first[objectIndex]!; e < end && parts.length < MOST_FIELDS; e++) {
    if ((kinds[e]! & EDGE_KIND_MASK) !== EdgeKind.element) continue;
    if (names[e] !== next) parts.push(UNKNOWN);
    parts.push(within(snapshot, targets[e]!));
    next = names[e]! + 1;
  }
  return folded('[', parts, ']', { known: next, count: lengthOf(snapshot, objectIndex), unit: 'elements' });
}

const inTables: ReadonlySet<ObjectKind> = new Set(['dict', 'set']);

/** `{"ann" → Session, …} (5,000 entries)`, of what has its entries in a table: a Map, a Set and what descends from them. */
function describeEntries(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const count = lengthOf(snapshot, objectIndex);
  const kind = kindOf(snapshot, objectIndex);
  // An array can have a million elements to look through for a table that it has not.
  const mayHave = kind !== 'list' && (count > 0 || (count < 0 && inTables.has(kind)));
  const table = mayHave ? slotOf(snapshot, objectIndex, 'table') : NONE;
  if (table === NONE) return undefined;
  const { first, kinds } = snapshot.edges;
  const parts: string[] = [];
  let unit = 'entries';
  let known = 0;
  const end = Math.min(first[table + 1]!, first[table]! + EDGES_LOOKED_AT);
  for (let e = first[table]!; e < end && known < MOST_FIELDS; e++) {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    if (kind === EdgeKind.member) unit = 'members';
    const text = entryText(snapshot, e, first[table + 1]!);
    if (text === undefined) continue;
    parts.push(text);
    known++;
  }
  return folded('{', parts, '}', { known, count, unit });
}

/** `"ann" → Session`; undefined: no entry, or a key whose value tells of both. */
function entryText(snapshot: HeapSnapshot, edge: number, end: number): string | undefined {
  const { targets, names, kinds } = snapshot.edges;
  const target = targets[edge]!;
  switch (kinds[edge]! & EDGE_KIND_MASK) {
    case EdgeKind.member:
      return within(snapshot, target);
    case EdgeKind.key:
      if (edge + 1 < end && names[edge + 1] === target) return undefined;
      return `${within(snapshot, target)} → ${UNKNOWN}`;
    case EdgeKind.entry:
      return `${names[edge] === NONE ? UNKNOWN : within(snapshot, names[edge]!)} → ${within(snapshot, target)}`;
    default:
      return undefined;
  }
}

/** `count`: of all; negative: not known. */
function folded(
  open: string,
  parts: readonly string[],
  close: string,
  { known, count, unit }: { readonly known: number; readonly count: number; readonly unit: string },
): string | undefined {
  if (parts.length === 0) return undefined;
  const isAll = count >= 0 && known >= count;
  const beginning = `${open}${parts.join(', ')}${isAll ? '' : ', …'}${close}`;
  return isAll || count < 0 ? beginning : `${beginning} (${formatCount(count)} ${unit})`;
}

/** In an object: a value, shortened, or else only what it is. */
function within(snapshot: HeapSnapshot, objectIndex: number): string {
  const { objects, types } = snapshot;
  const text = valueText(snapshot, objectIndex);
  if (text === undefined) return types[objects.typeIndexes[objectIndex]!]!.name;
  return text.length <= LONGEST_WITHIN ? text : `${text.slice(0, LONGEST_WITHIN)}…`;
}

function slotOf(snapshot: HeapSnapshot, objectIndex: number, name: string): number {
  return targetOf(snapshot, objectIndex, EdgeKind.slot, snapshot.names.find(name));
}

function lengthOf({ objects }: HeapSnapshot, objectIndex: number): number {
  return objects.lengths[objectIndex]!;
}
