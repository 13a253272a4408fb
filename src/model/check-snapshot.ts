import { EDGE_KIND_MASK, EdgeKind, NONE, UNCOUNTED, ValueKind, WEAK } from './kinds.ts';
import type { HeapSnapshot } from './snapshot.ts';

/** What is wrong with a snapshot, in words; empty when every promise of `snapshot.ts` holds. For tests: O(everything). */
export function checkSnapshot(snapshot: HeapSnapshot): string[] {
  const wrong: string[] = [];
  for (const problem of problems(snapshot)) {
    if (wrong.push(problem) === 20) break;
  }
  return wrong;
}

function* problems(snapshot: HeapSnapshot): Generator<string> {
  yield* columnLengths(snapshot);
  yield* objectProblems(snapshot);
  yield* edgeProblems(snapshot);
  yield* rootProblems(snapshot);
  yield* typeProblems(snapshot);
  yield* allocationProblems(snapshot);
}

function* columnLengths({ objects, edges, objectCount, edgeCount }: HeapSnapshot): Generator<string> {
  for (const [name, column] of Object.entries(objects)) {
    if (column !== undefined && column.length !== objectCount)
      yield `objects.${name} has ${column.length} rows`;
  }
  if (edges.first.length !== objectCount + 1) yield `edges.first has ${edges.first.length} rows`;
  for (const name of ['targets', 'names', 'kinds'] as const) {
    if (edges[name].length !== edgeCount) yield `edges.${name} has ${edges[name].length} rows`;
  }
}

function* allocationProblems({ allocations, objectCount, names }: HeapSnapshot): Generator<string> {
  if (allocations === undefined) return;
  const { stacks, callers, functions, functionNames, functionFiles, functionLines } = allocations;
  if (stacks.length !== objectCount) yield `allocations.stacks has ${stacks.length} rows`;
  if (callers.length !== functions.length) yield 'calls have not all a function';
  const counts = new Set([functionNames.length, functionFiles.length, functionLines.length]);
  if (counts.size > 1) yield 'columns of functions differ in length';
  if (stacks.some((call) => call !== NONE && call >= callers.length)) yield 'an object has no such call';
  for (const [call, caller] of callers.entries()) {
    if (caller !== NONE && caller >= call) yield `call ${call} comes before its caller`;
    if (functions[call]! >= functionNames.length) yield `call ${call} has no such function`;
  }
  for (const column of [functionNames, functionFiles]) {
    if (column.some((name) => name >= names.count)) yield 'a function has no such name or file';
  }
}

function* objectProblems(snapshot: HeapSnapshot): Generator<string> {
  const { objects, names, types } = snapshot;
  for (let i = 0; i < snapshot.objectCount; i++) {
    const address = objects.addresses[i]!;
    if (address !== 0n && snapshot.objectAt(address) !== i) yield `object ${i} is not at its address`;
    if (objects.typeIndexes[i]! >= types.length) yield `object ${i} has no type`;
    if (!(objects.sizes[i]! >= 0)) yield `object ${i} has the size ${objects.sizes[i]}`;
    if (!(objects.lengths[i]! >= -1)) yield `object ${i} has the length ${objects.lengths[i]}`;
    if (!isNameId(objects.nameIds[i]!, names.count)) yield `object ${i} has no such name`;
    if (!isNameId(objects.fileIds[i]!, names.count)) yield `object ${i} has no such file`;
    if (objects.valueIndexes[i]! >= valueCount(snapshot, objects.valueKinds[i]!))
      yield `object ${i} has no such value`;
  }
}

function valueCount(snapshot: HeapSnapshot, kind: number): number {
  if (kind === ValueKind.text || kind === ValueKind.bytes) return snapshot.texts.count;
  if (kind === ValueKind.integer || kind === ValueKind.bigInteger) return snapshot.values.integers.length;
  if (kind === ValueKind.float) return snapshot.values.floats.length;
  if (kind === ValueKind.boolean) return 2;
  if (kind === ValueKind.joined) return snapshot.objectCount;
  return kind === ValueKind.none || kind === ValueKind.null ? 1 : 0;
}

function* edgeProblems(snapshot: HeapSnapshot): Generator<string> {
  const { first, targets, kinds, names } = snapshot.edges;
  if (first[0] !== 0) yield 'edges.first does not begin at 0';
  if (first[snapshot.objectCount] !== snapshot.edgeCount) yield 'edges.first does not end at edgeCount';
  for (let i = 0; i < snapshot.objectCount; i++) {
    if (first[i]! > first[i + 1]!) yield `edges.first falls at object ${i}`;
  }
  for (let edge = 0; edge < snapshot.edgeCount; edge++) {
    const kind = kinds[edge]! & EDGE_KIND_MASK;
    if (targets[edge]! >= snapshot.objectCount) yield `edge ${edge} leads nowhere`;
    if ((kinds[edge]! & ~(EDGE_KIND_MASK | WEAK | UNCOUNTED)) !== 0 || kind > EdgeKind.slot)
      yield `edge ${edge} has no such kind`;
    else if (!isEdgeName(snapshot, kind, names[edge]!)) yield `edge ${edge} has no such name`;
  }
}

function isEdgeName(snapshot: HeapSnapshot, kind: number, name: number): boolean {
  if (kind === EdgeKind.attribute || kind === EdgeKind.local || kind === EdgeKind.slot)
    return name < snapshot.names.count;
  if (kind === EdgeKind.entry) return isNameId(name, snapshot.objectCount);
  if (kind === EdgeKind.key || kind === EdgeKind.member) return name === NONE;
  return true;
}

function* rootProblems(snapshot: HeapSnapshot): Generator<string> {
  const { objects, kinds, nameIds, surplus, kindNames } = snapshot.roots;
  let hiddenSeen = false;
  for (let i = 0; i < objects.length; i++) {
    const hidden = kindNames[kinds[i]!] === 'hidden';
    if (objects[i]! >= snapshot.objectCount) yield `root ${i} is no object`;
    if (kinds[i]! >= kindNames.length) yield `root ${i} has no such kind`;
    if (!isNameId(nameIds[i]!, snapshot.names.count)) yield `root ${i} has no such name`;
    if (surplus[i]! > 0 !== hidden) yield `root ${i} has the surplus ${surplus[i]}`;
    if (hiddenSeen && !hidden) yield `root ${i} comes after hidden ones`;
    hiddenSeen ||= hidden;
  }
}

function* typeProblems(snapshot: HeapSnapshot): Generator<string> {
  const { types, names, objectCount } = snapshot;
  for (const [i, type] of types.entries()) {
    if (names.text(type.nameId) !== type.name) yield `type ${i} is not called ${type.name}`;
    if (!isNameId(type.objectIndex, objectCount)) yield `type ${i} is no object`;
    for (const other of [...type.bases, ...type.ancestors]) {
      if (types[other] === undefined) yield `type ${i} has no such ancestor`;
    }
  }
}

function isNameId(id: number, count: number): boolean {
  return id === NONE || id < count;
}
