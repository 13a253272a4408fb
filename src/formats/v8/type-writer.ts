import { NONE } from '../../model/kinds.ts';
import type { NodesToWrite } from './write-nodes.ts';

/** Writes types, and names: an object of a class has none of its own beside it. */
export class TypeWriter {
  readonly #nodes: NodesToWrite;

  constructor(nodes: NodesToWrite) {
    this.#nodes = nodes;
  }

  write(from: number, to: number): void {
    const { nodeTypes, nodeNames, typeIds, columns } = this.#nodes;
    const { ofNodeType, ofName, names } = typeIds;
    const { typeIndexes, nameIds } = columns;
    for (let node = from; node < to; node++) {
      const name = nodeNames[node]!;
      const group = ofNodeType[nodeTypes[node]!]!;
      const type = group === NONE ? ofName[name]! - 1 : group;
      typeIndexes[node] = type;
      nameIds[node] = names[type] === name ? NONE : name;
    }
  }
}
