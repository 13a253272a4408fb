import type { EdgeColumns } from '../../model/snapshot.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import { eachClass } from './class-chain.ts';

/** Writes which type descends from which, as an object of each shows it. `samples`: see `eachClass`. */
export function relateClasses(
  { types, names, objects }: SnapshotBuilder,
  edges: EdgeColumns,
  samples: Uint32Array,
): void {
  const { typeIndexes, nameIds } = objects.columns;
  const rows = types.finish();
  const typeOfName = new Map(rows.map(({ nameId }, type) => [nameId, type]));
  const known = { edges, names, types: rows, nameIds, typeIndexes: typeIndexes.subarray(0, objects.count) };
  eachClass(known, samples, (type, chain) => {
    const ancestors = chain
      .slice(1)
      .map((creator) => typeOfName.get(nameIds[creator]!))
      .filter((each): each is number => each !== undefined && each !== type);
    types.relate(type, { objectIndex: chain[0]!, bases: ancestors.slice(0, 1), ancestors });
  });
}
