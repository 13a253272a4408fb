import { EdgeKind, NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import { targetOf } from '../../named-edge.ts';
import type { SourceLocation } from '../runtime.ts';

/** From an object to the code object that knows file and name, by kind; the line is the object's own where it has one. */
const waysToCode: Readonly<Record<string, readonly (readonly string[])[]>> = {
  code: [[]],
  frame: [['f_code']],
  traceback: [['tb_frame', 'f_code']],
  function: [['__code__']],
  method: [['__func__', '__code__']],
  generator: [['gi_code'], ['cr_code'], ['ag_code'], ['gi_frame', 'f_code'], ['cr_frame', 'f_code']],
};

/** Where in the source an object comes from: of a frame or traceback the line it stands at, of the others the first. */
export function location(snapshot: HeapSnapshot, objectIndex: number): SourceLocation | undefined {
  const { objects, types } = snapshot;
  const ways = waysToCode[types[objects.typeIndexes[objectIndex]!]!.kind];
  if (ways === undefined) return undefined;
  const code = ways.map((way) => follow(snapshot, objectIndex, way)).find((each) => each !== NONE) ?? NONE;
  const line = objects.lines[objectIndex]! || (code === NONE ? 0 : objects.lines[code]!);
  const file = named(snapshot, objects.fileIds, objectIndex, code);
  const name = named(snapshot, objects.nameIds, objectIndex, code);
  if (line === 0 && file === undefined && name === undefined) return undefined;
  return { file, line: line === 0 ? undefined : line, name };
}

/** Follows edges by name; NONE when one is missing. */
export function follow(snapshot: HeapSnapshot, objectIndex: number, way: readonly string[]): number {
  let at = objectIndex;
  for (const name of way) {
    const nameId = snapshot.names.find(name);
    at = at === NONE || nameId === NONE ? NONE : targetOf(snapshot, at, EdgeKind.attribute, nameId);
  }
  return at;
}

/** The object's own name or file, else its code's. */
function named(
  snapshot: HeapSnapshot,
  column: Uint32Array,
  objectIndex: number,
  code: number,
): string | undefined {
  const own = column[objectIndex]!;
  const id = own === NONE && code !== NONE ? column[code]! : own;
  return id === NONE ? undefined : snapshot.names.text(id);
}
