import { quietTask } from '../../../src/base/task.ts';
import { PieceSource } from '../../../src/formats/sources/piece-source.ts';
import { readV8 } from '../../../src/formats/v8/read-v8.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';

/** A heap as a test would write it down; edges lie with the nodes that have them. */
export interface NodeSpec {
  /** Name of a node type. */
  readonly type: string;
  readonly name: string;
  readonly id: number;
  readonly size: number;
  readonly detachedness?: number;
  readonly edges?: readonly EdgeSpec[];
}

/** `name` of element and hidden edges is a number. `to` is the place of a node in the list. */
export interface EdgeSpec {
  readonly type: string;
  readonly name: string | number;
  readonly to: number;
}

export interface FileOptions {
  /** In another order than V8's: whatever the meta says counts. */
  readonly nodeFields?: readonly string[];
  readonly edgeFields?: readonly string[];
  readonly sections?: readonly string[];
  /** Between rows, as Node 20 writes them; Node 24 writes nothing. */
  readonly newline?: boolean;
  /** Said in the header in place of the truth. */
  readonly counts?: { readonly node_count?: number; readonly edge_count?: number };
  readonly locations?: readonly (readonly [node: number, script: number, line: number, column: number])[];
}

export const nodeTypes = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
];

export const edgeTypes = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'];

const allNodeFields = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];
const allEdgeFields = ['type', 'name_or_index', 'to_node'];
const locationFields = ['object_index', 'script_id', 'line', 'column'];
export const allSections = [
  ...['snapshot', 'nodes', 'edges', 'trace_function_infos', 'trace_tree', 'samples', 'locations', 'strings'],
];

/** The text of a `.heapsnapshot`. */
export function heapsnapshot(nodes: readonly NodeSpec[], options: FileOptions = {}): string {
  const { nodeFields = allNodeFields, edgeFields = allEdgeFields, sections = allSections } = options;
  const strings: string[] = [];
  const ids = new Map<string, number>();
  const stringId = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, strings.length);
    return strings.push(text) - 1;
  };
  const edges = nodes.flatMap((node) => node.edges ?? []);
  const nodeRow = (node: NodeSpec): number[] => {
    const fields: Record<string, number> = {
      type: nodeTypes.indexOf(node.type),
      name: stringId(node.name),
      id: node.id,
      self_size: node.size,
      edge_count: node.edges?.length ?? 0,
      trace_node_id: 0,
      detachedness: node.detachedness ?? 0,
    };
    return nodeFields.map((field) => fields[field] ?? 77);
  };
  const edgeRow = (edge: EdgeSpec): number[] => {
    const fields: Record<string, number> = {
      type: edgeTypes.indexOf(edge.type),
      name_or_index: typeof edge.name === 'number' ? edge.name : stringId(edge.name),
      to_node: edge.to * nodeFields.length,
    };
    return edgeFields.map((field) => fields[field] ?? 77);
  };
  const list = (rows: readonly (readonly number[])[]): string =>
    `[${rows.map((row) => row.join(',')).join(options.newline === true ? '\n,' : ',')}]`;
  const contents: Record<string, string> = {
    snapshot: JSON.stringify({
      meta: {
        node_fields: nodeFields,
        node_types: nodeFields.map((field) => (field === 'type' ? nodeTypes : 'number')),
        edge_fields: edgeFields,
        edge_types: edgeFields.map((field) => (field === 'type' ? edgeTypes : 'node')),
        location_fields: locationFields,
      },
      node_count: nodes.length,
      edge_count: edges.length,
      trace_function_count: 0,
      ...options.counts,
    }),
    nodes: list(nodes.map(nodeRow)),
    edges: list(edges.map(edgeRow)),
    trace_function_infos: '[]',
    trace_tree: '[1,[{"a":"]}\\""}],-2.5e3]',
    samples: '[]',
    locations: list((options.locations ?? []).map(([node, ...rest]) => [node * nodeFields.length, ...rest])),
    strings: JSON.stringify(strings),
  };
  const between = options.newline === true ? ',\n' : ',';
  return `{${sections.map((name) => `${JSON.stringify(name)}:${contents[name]}`).join(between)}}`;
}

export interface ReadHow {
  readonly chunkSize?: number | undefined;
  readonly partial?: boolean;
}

/** Reads bytes as if they were a file. */
export async function read(
  bytes: Uint8Array | string,
  { chunkSize, partial = false }: ReadHow = {},
): Promise<HeapSnapshot> {
  const all = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield all;
  }
  const source = new PieceSource('a.heapsnapshot', all.length, pieces());
  return readV8(source, { partial, task: quietTask }, chunkSize === undefined ? {} : { chunk: chunkSize });
}

/** A root, what is global, and what only the engine holds. */
export function rooted(
  globals: readonly number[],
  system: readonly number[],
  nodes: readonly NodeSpec[],
): NodeSpec[] {
  const root: NodeSpec = {
    type: 'synthetic',
    name: '',
    id: 1,
    size: 0,
    edges: [
      { type: 'element', name: 1, to: 1 },
      ...globals.map((to): EdgeSpec => ({ type: 'shortcut', name: 'global', to })),
    ],
  };
  const gcRoots: NodeSpec = {
    type: 'synthetic',
    name: '(GC roots)',
    id: 3,
    size: 0,
    edges: system.map((to, i): EdgeSpec => ({ type: 'element', name: i, to })),
  };
  return [root, gcRoots, ...nodes];
}
