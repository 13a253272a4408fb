import { EdgeKind, NONE, ValueKind } from '../../model/kinds.ts';
import { targetOf } from './edge-graph.ts';
import type { NamedGraph } from './named-graph.ts';

/** Hermes writes a number where V8 says which representation it has. */
const NUMBER = /^-?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$|^NaN$/;

/** Writes what numbers are worth, where the file was told to have it: the slot `value` leads to its text. O(numbers). */
export function writeNumbers(named: NamedGraph, numbers: Uint32Array): void {
  const { builder } = named;
  const { valueKinds, valueIndexes, nameIds } = builder.objects.columns;
  const textOf = valueReader(named);
  for (const node of numbers) {
    const text = textOf(node);
    if (text === undefined) continue;
    nameIds[node] = NONE;
    const isBoolean = text === 'true' || text === 'false';
    valueKinds[node] = isBoolean ? ValueKind.boolean : ValueKind.float;
    if (isBoolean) valueIndexes[node] = text === 'true' ? 1 : 0;
    else valueIndexes[node] = builder.values.addFloats(Float64Array.of(Number(text)));
  }
}

function valueReader({ builder, nodes, graph, types }: NamedGraph): (node: number) => string | undefined {
  const { names, texts } = builder;
  const { nameIds } = builder.objects.columns;
  const nodeTypes = nodes.types.array;
  const nodeNames = nodes.names.array;
  const value = names.find('value');
  return (node) => {
    const target = targetOf(graph, node, EdgeKind.slot, value);
    if (target !== NONE && nodeTypes[target] === types.string) return texts.text(nodeNames[target]!);
    const name = nameIds[node]!;
    if (name === NONE) return undefined;
    // Representations are few, so they are decoded once.
    const text = names.text(name);
    return NUMBER.test(text) ? text : undefined;
  };
}
