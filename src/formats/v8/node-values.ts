import { EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { NameTable } from '../../model/name-table.ts';
import { targetOf } from './edge-graph.ts';
import { RowList } from './row-list.ts';
import { StringLengths } from './string-lengths.ts';
import type { LateNodes, NodesToWrite } from './write-nodes.ts';

/** Node 20 calls undefined, null, true and false so; their texts are other nodes. */
const ODDBALL = 'system / Oddball';

const oddballs = [
  { text: 'undefined', kind: ValueKind.null, value: 0 },
  { text: 'null', kind: ValueKind.null, value: 0 },
  { text: 'false', kind: ValueKind.boolean, value: 0 },
  { text: 'true', kind: ValueKind.boolean, value: 1 },
] as const;

/** Ids of the names that tell values; NONE: there is no such name. */
export interface ValueNames {
  readonly first: number;
  readonly second: number;
  readonly oddball: number;
  /** As `oddballs`. */
  readonly oddballs: readonly number[];
}

export function valueNames(names: NameTable): ValueNames {
  return {
    first: names.find('first'),
    second: names.find('second'),
    oddball: names.find(ODDBALL),
    oddballs: oddballs.map(({ text }) => names.find(text)),
  };
}

/** Writes what nodes are worth: strings, true, false, null, undefined; finds those of which that takes more. */
export class ValueWriter {
  readonly #nodes: NodesToWrite;
  readonly #lengths: StringLengths;
  readonly #numbers = new RowList();
  readonly #joined = new RowList();

  constructor(nodes: NodesToWrite) {
    this.#nodes = nodes;
    this.#lengths = new StringLengths(nodes.texts, nodes.textLengths);
  }

  /** To be called when names are written. */
  write(from: number, to: number): void {
    const { nodeTypes, types } = this.#nodes;
    const { string, hidden, number, joined, sliced } = types;
    for (let node = from; node < to; node++) {
      const type = nodeTypes[node]!;
      if (type === string) this.#text(node);
      else if (type === hidden) this.#oddball(node);
      else if (type === number) this.#numbers.add(node);
      else if (type === joined) this.#joinedText(node);
      else if (type === sliced) this.#sliced(node);
    }
  }

  late(): Pick<LateNodes, 'numbers' | 'joined'> {
    return { numbers: this.#numbers.finish(), joined: this.#joined.finish() };
  }

  #text(node: number): void {
    const { nodeNames, columns } = this.#nodes;
    // A text may read as its type is called, and then its name was taken for that of the type.
    const name = nodeNames[node]!;
    columns.valueKinds[node] = ValueKind.text;
    columns.valueIndexes[node] = name;
    columns.lengths[node] = this.#lengths.of(name, columns.sizes[node]!);
    columns.nameIds[node] = NONE;
  }

  /** Bun writes the whole text, and not which of the parts is the first. */
  #joinedText(node: number): void {
    const { graph, values, columns } = this.#nodes;
    const first = targetOf(graph, node, EdgeKind.slot, values.first);
    if (columns.nameIds[node] !== NONE && first === NONE) {
      this.#text(node);
      return;
    }
    columns.valueKinds[node] = ValueKind.joined;
    columns.nameIds[node] = NONE;
    this.#joined.add(node);
    this.#joined.add(first);
    this.#joined.add(targetOf(graph, node, EdgeKind.slot, values.second));
  }

  /** V8 calls them all the same, which is their type's name already. */
  #sliced(node: number): void {
    if (this.#nodes.columns.nameIds[node] !== NONE) this.#text(node);
  }

  #oddball(node: number): void {
    const { values, columns } = this.#nodes;
    const ownName = columns.nameIds[node]!;
    if (ownName === NONE) return;
    const name = ownName === values.oddball ? this.#oddballText(node) : ownName;
    const oddball = name === NONE ? undefined : oddballs[values.oddballs.indexOf(name)];
    if (oddball === undefined) return;
    columns.nameIds[node] = name;
    columns.valueKinds[node] = oddball.kind;
    columns.valueIndexes[node] = oddball.value;
  }

  #oddballText(node: number): number {
    const { graph, nodeTypes, nodeNames, types } = this.#nodes;
    const text = targetOf(graph, node, EdgeKind.internal, 0);
    return text !== NONE && nodeTypes[text] === types.string ? nodeNames[text]! : NONE;
  }
}
