import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind, WEAK } from '../../src/model/kinds.ts';
import type { HeapSnapshot } from '../../src/model/snapshot.ts';

/** A snapshot as plain values without ids, so that two with the same contents are equal. Edges are sorted. */
export function describeSnapshot(snapshot: HeapSnapshot) {
  const { capture, roots, names } = snapshot;
  return {
    capture,
    partial: snapshot.source.partial,
    edgesToNowhere: snapshot.source.edgesToNowhere,
    objects: Array.from({ length: snapshot.objectCount }, (_, i) => describeObject(snapshot, i)),
    roots: Array.from(roots.objects, (object, i) => ({
      object,
      kind: roots.kindNames[roots.kinds[i]!],
      name: roots.nameIds[i] === NONE ? undefined : names.text(roots.nameIds[i]!),
      surplus: roots.surplus[i],
    })),
  };
}

function describeObject(snapshot: HeapSnapshot, i: number) {
  const { objects, types, names } = snapshot;
  const type = types[objects.typeIndexes[i]!]!;
  const name = (id: number) => (id === NONE ? undefined : names.text(id));
  return {
    address: objects.addresses[i],
    type: [type.name, type.shortName, type.qualifiedName, type.module, type.kind, type.objectIndex],
    ancestors: [type.bases, type.ancestors].map((list) => list.map((other) => types[other]!.name)),
    size: objects.sizes[i],
    length: objects.lengths[i],
    refcount: objects.refcounts?.[i],
    generation: objects.generations?.[i],
    value: describeValue(snapshot, i),
    line: objects.lines[i],
    name: name(objects.nameIds[i]!),
    file: name(objects.fileIds[i]!),
    edges: describeEdges(snapshot, i).sort(),
  };
}

function describeValue({ objects, texts, values }: HeapSnapshot, i: number): unknown {
  const index = objects.valueIndexes[i]!;
  switch (objects.valueKinds[i]) {
    case ValueKind.text:
      return texts.text(index);
    case ValueKind.bytes:
      return [...texts.bytes(index)];
    case ValueKind.integer:
      return values.integers[index];
    case ValueKind.bigInteger:
      return `${values.integers[index]} bits`;
    case ValueKind.float:
      return values.floats[index];
    case ValueKind.boolean:
      return index === 1;
    case ValueKind.null:
      return null;
    default:
      return undefined;
  }
}

function describeEdges({ edges, names }: HeapSnapshot, i: number): string[] {
  const described: string[] = [];
  for (let edge = edges.first[i]!; edge < edges.first[i + 1]!; edge++) {
    const kind = edges.kinds[edge]! & EDGE_KIND_MASK;
    const isNamed = kind === EdgeKind.attribute || kind === EdgeKind.local;
    const name = isNamed ? names.text(edges.names[edge]!) : edges.names[edge];
    const weak = edges.kinds[edge]! & WEAK ? 'weak ' : '';
    described.push(`${weak}${kind} ${name} -> ${edges.targets[edge]}`);
  }
  return described;
}
