import { formatCount } from '../../../base/quantities.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, type ObjectKind, ValueKind } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { isTruncated } from '../../object-value.ts';
import { typeOfTypeObject } from '../../type-objects.ts';
import { EMPTY_FIELD, NO_FIELD } from '../runtime.ts';
import { fieldReader } from './fields.ts';
import { bytesLiteral, floatLiteral, textLiteral } from './literal.ts';
import { follow, location } from './location.ts';

/** Containers within containers are shown this deep, and with so many items each. */
const DEEPEST = 2;
const MOST_ITEMS = 6;
/** Items are added up to here. */
const LONGEST = 80;
/** Characters of a text in a container. */
const LONGEST_WITHIN = 40;

/** An object in one line, as a Python programmer would recognise it; undefined when there is nothing to say. Bounded work. */
export function describe(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  return describeAt(snapshot, objectIndex, 0);
}

function describeAt(snapshot: HeapSnapshot, objectIndex: number, depth: number): string | undefined {
  const value = describeValue(snapshot, objectIndex);
  if (value !== undefined) return value;
  const kind = kindOf(snapshot, objectIndex);
  return containers[kind] === undefined
    ? describers[kind]?.(snapshot, objectIndex, depth)
    : container(snapshot, objectIndex, kind, depth);
}

function kindOf({ objects, types }: HeapSnapshot, objectIndex: number): ObjectKind {
  return types[objects.typeIndexes[objectIndex]!]!.kind;
}

/** The repr of a simple value: exact, but for what the snapshot has only the beginning of. */
function describeValue(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const { objects, texts, values } = snapshot;
  const at = objects.valueIndexes[objectIndex]!;
  switch (objects.valueKinds[objectIndex]! as ValueKind) {
    case ValueKind.none:
    case ValueKind.joined:
      return undefined;
    case ValueKind.text:
      return withLength(snapshot, objectIndex, textLiteral(texts.text(at)), 'characters');
    case ValueKind.bytes:
      return withLength(snapshot, objectIndex, bytesLiteral(texts.bytes(at)), 'bytes');
    case ValueKind.integer:
      return String(values.integers[at]!);
    case ValueKind.bigInteger:
      return bigInteger(values.integers[at]!);
    case ValueKind.float:
      return floatLiteral(values.floats[at]!);
    case ValueKind.boolean:
      return at === 1 ? 'True' : 'False';
    case ValueKind.null:
      return 'None';
  }
}

function withLength(snapshot: HeapSnapshot, objectIndex: number, literal: string, unit: string): string {
  if (!isTruncated(snapshot, objectIndex)) return literal;
  return `${literal}… (${formatCount(snapshot.objects.lengths[objectIndex]!)} ${unit})`;
}

function bigInteger(signedBits: bigint): string {
  return signedBits < 0n ? `negative integer of ${-signedBits} bits` : `integer of ${signedBits} bits`;
}

const containers: Partial<Record<ObjectKind, readonly [open: string, close: string]>> = {
  tuple: ['(', ')'],
  list: ['[', ']'],
  set: ['{', '}'],
  dict: ['{', '}'],
};

/** `('corp_vendor_07.tasks', None)`, `{'a': 1, …} (12 items)` */
function container(
  snapshot: HeapSnapshot,
  objectIndex: number,
  kind: ObjectKind,
  depth: number,
): string | undefined {
  const [open, close] = containers[kind]!;
  const length = snapshot.objects.lengths[objectIndex]!;
  // Its edges, not what it says of its length: a list may hold itself and say nothing.
  const { first } = snapshot.edges;
  const isEmpty = first[objectIndex] === first[objectIndex + 1];
  if (depth >= DEEPEST && !isEmpty) return `${open}…${close}`;
  const items = itemsOf(snapshot, objectIndex, depth);
  if (items.length === 0 && length < 0) return undefined;
  const cut = length > items.length;
  const lone = kind === 'tuple' && items.length === 1 && !cut ? ',' : '';
  const text = `${open}${items.join(', ')}${cut ? (items.length === 0 ? '…' : ', …') : lone}${close}`;
  return cut && depth === 0 ? `${text} (${formatCount(length)} items)` : text;
}

function itemsOf(snapshot: HeapSnapshot, objectIndex: number, depth: number): string[] {
  const { first, targets, names, kinds } = snapshot.edges;
  const items: string[] = [];
  let width = 0;
  const end = Math.min(first[objectIndex + 1]!, first[objectIndex]! + 3 * MOST_ITEMS);
  for (let e = first[objectIndex]!; e < end && items.length < MOST_ITEMS && width < LONGEST; e++) {
    const kind = kinds[e]! & EDGE_KIND_MASK;
    const isEntry = kind === EdgeKind.entry;
    if (!isEntry && kind !== EdgeKind.element && kind !== EdgeKind.member) continue;
    const value = inner(snapshot, targets[e]!, depth);
    const item = isEntry ? `${inner(snapshot, names[e]!, depth)}: ${value}` : value;
    width += item.length;
    items.push(item);
  }
  return items;
}

/** An item of a container: its value if it is simple, else the name of its type. */
function inner(snapshot: HeapSnapshot, objectIndex: number, depth: number): string {
  if (objectIndex === NONE) return '?';
  const kind = kindOf(snapshot, objectIndex);
  const isShown = containers[kind] !== undefined || kind === 'module' || kind === 'type';
  const value = isShown ? describeAt(snapshot, objectIndex, depth + 1) : shortValue(snapshot, objectIndex);
  return value ?? `<${snapshot.types[snapshot.objects.typeIndexes[objectIndex]!]!.name}>`;
}

/** The beginning of a long text is enough among others. */
function shortValue(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const { valueKinds, valueIndexes, lengths } = snapshot.objects;
  const isText = valueKinds[objectIndex] === ValueKind.text;
  if (!isText || lengths[objectIndex]! <= LONGEST_WITHIN) return describeValue(snapshot, objectIndex);
  const characters = Array.from(snapshot.texts.text(valueIndexes[objectIndex]!)).slice(0, LONGEST_WITHIN);
  return `${textLiteral(characters.join(''))}…`;
}

type Describer = (snapshot: HeapSnapshot, objectIndex: number, depth: number) => string | undefined;

const describers: Partial<Record<ObjectKind, Describer>> = {
  code: named,
  function: named,
  method: named,
  frame: place,
  traceback: place,
  generator: named,
  module: (snapshot, objectIndex) => prefixed('module', ownName(snapshot, objectIndex)),
  type: (snapshot, objectIndex) =>
    prefixed('class', typeOfTypeObject(snapshot, objectIndex)?.name ?? ownName(snapshot, objectIndex)),
  cell: (snapshot, objectIndex, depth) => reference(snapshot, objectIndex, 'cell_contents', depth),
  weakref: (snapshot, objectIndex, depth) => weakReference(snapshot, objectIndex, depth),
  exception: exceptionArguments,
  instance: nameField,
};

function ownName({ objects, names }: HeapSnapshot, objectIndex: number): string | undefined {
  const id = objects.nameIds[objectIndex]!;
  return id === NONE ? undefined : names.text(id);
}

function prefixed(word: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${word} ${name}`;
}

/** `manager.py:227 in ast_from_module_name` */
function place(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const at = location(snapshot, objectIndex);
  if (at?.name === undefined) return filePlace(at?.file, at?.line);
  return `${filePlace(at.file, at.line) ?? '?'} in ${at.name}`;
}

/** `AstroidManager.clear_cache (manager.py:412)` */
function named(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  const at = location(snapshot, objectIndex);
  const file = filePlace(at?.file, at?.line);
  if (at?.name === undefined) return file;
  return file === undefined ? at.name : `${at.name} (${file})`;
}

function filePlace(file: string | undefined, line: number | undefined): string | undefined {
  if (file === undefined) return line === undefined ? undefined : `line ${line}`;
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return line === undefined ? base : `${base}:${line}`;
}

function reference(
  snapshot: HeapSnapshot,
  objectIndex: number,
  field: string,
  depth: number,
): string | undefined {
  const target = follow(snapshot, objectIndex, [field]);
  return target === NONE ? 'empty' : `of ${inner(snapshot, target, depth)}`;
}

/** What a weak reference still leads to is its first edge, whatever its name. */
function weakReference(snapshot: HeapSnapshot, objectIndex: number, depth: number): string {
  const { first, targets, kinds } = snapshot.edges;
  for (let e = first[objectIndex]!, end = first[objectIndex + 1]!; e < end; e++) {
    if (kinds[e]! > EDGE_KIND_MASK) return `to ${inner(snapshot, targets[e]!, depth)}`;
  }
  return 'dead';
}

/** What the exception says: its only argument, or all of them. */
function exceptionArguments(snapshot: HeapSnapshot, objectIndex: number, depth: number): string | undefined {
  const args = follow(snapshot, objectIndex, ['args']);
  if (args === NONE) return undefined;
  const single = snapshot.objects.lengths[args] === 1 ? follow1(snapshot, args) : NONE;
  return inner(snapshot, single === NONE ? args : single, depth);
}

function follow1({ edges }: HeapSnapshot, objectIndex: number): number {
  const e = edges.first[objectIndex]!;
  return e < edges.first[objectIndex + 1]! && edges.kinds[e] === EdgeKind.element ? edges.targets[e]! : NONE;
}

/** Nobody gives a name to what has more fields than this, and whoever looks for one would look at a hundred thousand. */
const MOST_FIELDS = 200;

const namingFields = ['name', '__name__', 'qualname'];

/** Most things that matter have a name: `name='builtins'`. */
function nameField(snapshot: HeapSnapshot, objectIndex: number): string | undefined {
  if (edgeCount(snapshot, objectIndex) > MOST_FIELDS) return undefined;
  const dict = follow(snapshot, objectIndex, ['__dict__']);
  // An entry is two edges, its key and its value.
  if (dict !== NONE && edgeCount(snapshot, dict) > 2 * MOST_FIELDS) return undefined;
  for (const field of namingFields) {
    const target = fieldReader(snapshot, field)(objectIndex);
    if (target === NO_FIELD || target === EMPTY_FIELD) continue;
    if (snapshot.objects.valueKinds[target] !== ValueKind.text) continue;
    return `${field}=${describeValue(snapshot, target)}`;
  }
  return undefined;
}

function edgeCount({ edges }: HeapSnapshot, objectIndex: number): number {
  return edges.first[objectIndex + 1]! - edges.first[objectIndex]!;
}
