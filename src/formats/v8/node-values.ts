import { STEP, type Task } from '../../base/task.ts';
import { EDGE_KIND_MASK, EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import type { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { EdgeGraph } from './edge-graph.ts';
import type { NodeRows } from './node-rows.ts';
import type { NodeTypes } from './node-types.ts';
import { stringLengths } from './string-lengths.ts';

/** Node 20 calls undefined, null, true and false so; their texts are other nodes. */
const ODDBALL = 'system / Oddball';

/** Hermes writes a number where V8 says which representation it has. */
const NUMBER = /^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$|^NaN$/;

const oddballs: ReadonlyMap<string, readonly [kind: ValueKind, value: number]> = new Map([
  ['undefined', [ValueKind.null, 0]],
  ['null', [ValueKind.null, 0]],
  ['false', [ValueKind.boolean, 0]],
  ['true', [ValueKind.boolean, 1]],
]);

/** Writes what nodes are worth: strings, numbers (where the file was told to have them), true, false, null, undefined. */
export function writeValues(
  builder: SnapshotBuilder,
  nodes: NodeRows,
  graph: EdgeGraph,
  types: NodeTypes,
  task: Task,
): void {
  const writer = new ValueWriter(builder, nodes, graph, types);
  const rows = nodes.types.array;
  for (let node = 0; node < graph.nodeCount; node++) {
    if ((node & (STEP - 1)) === 0) task.step(node, graph.nodeCount);
    const type = rows[node]!;
    if (type === types.string) writer.text(node);
    else if (type === types.hidden) writer.oddball(node);
    else if (type === types.number) writer.number(node);
    else if (type === types.joined) writer.joined(node);
    else if (type === types.sliced) writer.sliced(node);
  }
}

class ValueWriter {
  readonly #builder: SnapshotBuilder;
  readonly #nodes: NodeRows;
  readonly #graph: EdgeGraph;
  readonly #types: NodeTypes;
  readonly #lengthOf: (textId: number, size: number) => number;
  readonly #valueName: number;
  readonly #oddballName: number;
  readonly #firstName: number;
  readonly #oddballNames: ReadonlyMap<number, readonly [kind: ValueKind, value: number]>;

  constructor(builder: SnapshotBuilder, nodes: NodeRows, graph: EdgeGraph, types: NodeTypes) {
    this.#builder = builder;
    this.#nodes = nodes;
    this.#graph = graph;
    this.#types = types;
    this.#lengthOf = stringLengths(builder.texts.columns());
    this.#valueName = builder.names.find('value');
    this.#oddballName = builder.names.find(ODDBALL);
    this.#firstName = builder.names.find('first');
    this.#oddballNames = new Map(Array.from(oddballs, ([text, value]) => [builder.names.find(text), value]));
  }

  text(node: number): void {
    const { valueKinds, valueIndexes, lengths, sizes, nameIds } = this.#builder.objects.columns;
    // A text may read as its type is called, and then its name was taken for that of the type.
    const name = this.#nodes.names.array[node]!;
    valueKinds[node] = ValueKind.text;
    valueIndexes[node] = name;
    lengths[node] = this.#lengthOf(name, sizes[node]!);
    nameIds[node] = NONE;
  }

  /** Bun writes the whole text, and not which of the parts is the first. */
  joined(node: number): void {
    const { valueKinds, nameIds } = this.#builder.objects.columns;
    if (nameIds[node] !== NONE && this.#target(node, EdgeKind.slot, this.#firstName) === NONE) {
      this.text(node);
    } else {
      valueKinds[node] = ValueKind.joined;
      nameIds[node] = NONE;
    }
  }

  /** V8 calls them all the same, which is their type's name already. */
  sliced(node: number): void {
    if (this.#builder.objects.columns.nameIds[node] !== NONE) this.text(node);
  }

  oddball(node: number): void {
    const { nameIds, valueKinds, valueIndexes } = this.#builder.objects.columns;
    let name = nameIds[node]!;
    if (name === this.#oddballName) name = this.#textOf(this.#target(node, EdgeKind.internal, 0));
    const value = this.#oddballNames.get(name);
    if (value === undefined || name === NONE) return;
    nameIds[node] = name;
    [valueKinds[node], valueIndexes[node]] = value;
  }

  number(node: number): void {
    const { valueKinds, valueIndexes, nameIds } = this.#builder.objects.columns;
    const textId = this.#textOf(this.#target(node, EdgeKind.slot, this.#valueName));
    const ownName = textId === NONE ? nameIds[node]! : textId;
    if (ownName === NONE) return;
    const text = this.#builder.texts.text(ownName);
    if (textId === NONE && !NUMBER.test(text)) return;
    nameIds[node] = NONE;
    if (text === 'true' || text === 'false') {
      valueKinds[node] = ValueKind.boolean;
      valueIndexes[node] = text === 'true' ? 1 : 0;
      return;
    }
    valueKinds[node] = ValueKind.float;
    valueIndexes[node] = this.#builder.values.addFloats(Float64Array.of(Number(text)));
  }

  #target(node: number, kind: EdgeKind, name: number): number {
    const { first, targets, names, kinds } = this.#graph;
    for (let e = first[node]!, end = first[node + 1]!; e < end; e++) {
      if (names[e] === name && (kinds[e]! & EDGE_KIND_MASK) === kind) return targets[e]!;
    }
    return NONE;
  }

  #textOf(node: number): number {
    if (node === NONE || this.#nodes.types.array[node] !== this.#types.string) return NONE;
    return this.#nodes.names.array[node]!;
  }
}
