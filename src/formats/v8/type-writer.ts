import { NONE } from '../../model/kinds.ts';
import type { NodesOrder } from './write-nodes.ts';

/** Writes types, and names: an object of a class has none of its own beside it. */
export function typeWriter({ nodeTypes, nodeNames, typeIds, columns }: NodesOrder) {
  const { ofNodeType, ofName, names } = typeIds;
  const { typeIndexes, nameIds } = columns;
  const write = (from: number, to: number): void => {
    for (let node = from; node < to; node++) {
      const name = nodeNames[node]!;
      const group = ofNodeType[nodeTypes[node]!]!;
      const type = group === NONE ? ofName[name]! - 1 : group;
      typeIndexes[node] = type;
      nameIds[node] = names[type] === name ? NONE : name;
    }
  };
  return { write };
}
