import { FormatError } from '../../base/errors.ts';

/** Where a row of a list has which field; undefined: it has no such field. */
export interface NodeLayout {
  readonly width: number;
  readonly type: number;
  readonly name: number;
  readonly id: number;
  readonly selfSize: number;
  readonly edgeCount: number;
  readonly detachedness: number | undefined;
  /** Only where allocations were recorded; Node 20 has the field, all zeros, in every file. */
  readonly traceNode: number | undefined;
}

export interface EdgeLayout {
  readonly width: number;
  readonly type: number;
  readonly name: number;
  readonly target: number;
}

export interface LocationLayout {
  readonly width: number;
  readonly object: number;
  readonly script: number;
  /** The node of the script; newer V8 says it, where it shows itself in full. */
  readonly scriptObject: number | undefined;
  readonly line: number;
}

/** Of the sections that say where objects were allocated. */
export interface TraceLayout {
  readonly functions: {
    readonly width: number;
    readonly name: number;
    readonly file: number;
    readonly line: number;
  };
  readonly nodes: {
    readonly width: number;
    readonly id: number;
    readonly function: number;
    /** This field is a list of such nodes. */
    readonly children: number;
  };
}

/** What the section `snapshot` says about the others. Field order differs between hosts and versions: only names count. */
export interface Header {
  readonly nodes: NodeLayout;
  readonly edges: EdgeLayout;
  /** Undefined: the file has no places in the source. */
  readonly locations: LocationLayout | undefined;
  readonly nodeTypes: readonly string[];
  readonly edgeTypes: readonly string[];
  /** Undefined: not said. */
  readonly nodeCount: number | undefined;
  readonly edgeCount: number | undefined;
  readonly traceFunctionCount: number;
  /** Undefined: allocations were not recorded. */
  readonly traces: TraceLayout | undefined;
  /** Index of the root among the nodes. */
  readonly root: number;
}

/** `offset`: where the section begins. Throws FormatError when it lacks what is needed. */
export function parseHeader(bytes: Uint8Array, offset: number): Header {
  const json = new Section(parseJson(bytes, offset), offset);
  const meta = json.section('meta');
  const nodeFields = meta.texts('node_fields');
  const traceFunctionCount = json.count('trace_function_count') ?? 0;
  const traces = traceFunctionCount > 0 ? traceLayout(meta) : undefined;
  const nodes = {
    width: nodeFields.length,
    type: meta.place(nodeFields, 'type'),
    name: meta.place(nodeFields, 'name'),
    id: meta.place(nodeFields, 'id'),
    selfSize: meta.place(nodeFields, 'self_size'),
    edgeCount: meta.place(nodeFields, 'edge_count'),
    detachedness: optional(nodeFields.indexOf('detachedness')),
    traceNode: traces && optional(nodeFields.indexOf('trace_node_id')),
  };
  const edgeFields = meta.texts('edge_fields');
  const edges = {
    width: edgeFields.length,
    type: meta.place(edgeFields, 'type'),
    name: meta.place(edgeFields, 'name_or_index'),
    target: meta.place(edgeFields, 'to_node'),
  };
  const rootIndex = json.count('root_index') ?? 0;
  return {
    nodes,
    edges,
    locations: locationLayout(meta.optionalTexts('location_fields')),
    nodeTypes: meta.typeNames('node_types', nodes.type),
    edgeTypes: meta.typeNames('edge_types', edges.type),
    // Writers that do not count say 0.
    nodeCount: json.count('node_count') || undefined,
    edgeCount: json.count('edge_count') || undefined,
    traceFunctionCount,
    traces,
    root: Math.floor(rootIndex / nodes.width),
  };
}

function locationLayout(fields: readonly string[]): LocationLayout | undefined {
  const object = optional(fields.indexOf('object_index'));
  const script = optional(fields.indexOf('script_id'));
  const line = optional(fields.indexOf('line'));
  if (object === undefined || script === undefined || line === undefined) return undefined;
  const scriptObject = optional(fields.indexOf('script_object_index'));
  return { width: fields.length, object, script, scriptObject, line };
}

function traceLayout(meta: Section): TraceLayout | undefined {
  const functionFields = meta.optionalTexts('trace_function_info_fields');
  const nodeFields = meta.optionalTexts('trace_node_fields');
  const functions = {
    width: functionFields.length,
    name: functionFields.indexOf('name'),
    file: functionFields.indexOf('script_name'),
    line: functionFields.indexOf('line'),
  };
  const nodes = {
    width: nodeFields.length,
    id: nodeFields.indexOf('id'),
    function: nodeFields.indexOf('function_info_index'),
    children: nodeFields.indexOf('children'),
  };
  return [functions, nodes].some((layout) => Object.values(layout).includes(-1))
    ? undefined
    : { functions, nodes };
}

function optional(place: number): number | undefined {
  return place < 0 ? undefined : place;
}

function parseJson(bytes: Uint8Array, offset: number): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch (cause) {
    throw new FormatError('the section "snapshot" is no JSON', { where: { offset }, cause });
  }
}

/** An object of the header, checked as it is read. */
class Section {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #offset: number;

  constructor(json: unknown, offset: number) {
    this.#offset = offset;
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw this.#error('is not an object');
    this.#fields = json as Readonly<Record<string, unknown>>;
  }

  section(name: string): Section {
    if (this.#fields[name] === undefined) throw this.#error(`has no "${name}"`);
    return new Section(this.#fields[name], this.#offset);
  }

  count(name: string): number | undefined {
    const value = this.#fields[name];
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.#error(`says a "${name}" that is no count`);
  }

  optionalTexts(name: string): readonly string[] {
    return this.#fields[name] === undefined ? [] : this.texts(name);
  }

  texts(name: string): readonly string[] {
    return this.#asTexts(this.#fields[name], name);
  }

  /** Where a needed field is in a row. */
  place(fields: readonly string[], name: string): number {
    const place = fields.indexOf(name);
    if (place < 0) throw this.#error(`names no field "${name}"`);
    return place;
  }

  /** The names that the numbers of a type field stand for. */
  typeNames(name: string, field: number): readonly string[] {
    const types = this.#fields[name];
    if (!Array.isArray(types)) throw this.#error(`has no "${name}"`);
    const names = this.#asTexts(types[field], name);
    if (names.length > MOST_TYPES) throw this.#error(`has too many "${name}"`);
    return names;
  }

  #asTexts(value: unknown, name: string): readonly string[] {
    const isTexts = Array.isArray(value) && value.every((each) => typeof each === 'string');
    if (isTexts && value.length > 0 && value.length <= MOST_TYPES) return value;
    throw this.#error(`has no list of names in "${name}"`);
  }

  #error(what: string): FormatError {
    return new FormatError(`the section "snapshot" ${what}`, { where: { offset: this.#offset } });
  }
}

/** A type is kept in a byte, and no host has even thirty. */
const MOST_TYPES = 128;
