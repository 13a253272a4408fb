import { Bitset } from '../../base/bitset.ts';
import { sharedArray } from '../../base/shared-array.ts';
import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, type Job, orderCount, startExactly } from '../../base/team.ts';
import { type NameRule, resolveNodeNames } from './check-names.ts';
import type { NamedGraph } from './named-graph.ts';
import type { NodeTypes } from './node-types.ts';
import { joinRows, RowList } from './row-list.ts';

const NATIVE_STRING_DATA = 'system / ExternalStringData';

/** What has to be known of all nodes before anything can be said of each. */
export interface NodeSurvey extends FoundNodes {
  /** A byte a node: whether its bytes are counted with the object that it is a part of. */
  readonly isPart: Uint8Array;
}

/** In ascending order. */
interface FoundNodes {
  /** Nodes that are called by their class, among them the first of each name. */
  readonly classes: Uint32Array;
  /** Nodes of which the file says whether a page has them. */
  readonly stated: Uint32Array;
}

/** What nodes are told by, and where it is written. */
interface NodesToSurvey {
  readonly nodeTypes: Uint8Array;
  readonly nodeNames: Uint32Array;
  /** Empty where the file has none. */
  readonly states: Uint8Array;
  /** Written. */
  readonly isPart: Uint8Array;
  readonly types: NodeTypes;
  readonly rule: NameRule;
  readonly nameCount: number;
  /** Id of the name of the bytes of external strings. */
  readonly stringData: number;
}

/** The nodes from … to-1. */
interface SurveyOrder {
  readonly nodes: NodesToSurvey;
  readonly from: number;
  readonly to: number;
}

/** A survey that others make meanwhile. */
export interface Surveying {
  wait(task: Task): NodeSurvey;
  abandon(): void;
}

/**
 * Begins to go over all nodes once, and to make their names ids of names, in place. Who waits is thrown a FormatError when
 * there is no such string. O(nodes), and a bit a name for each piece.
 */
export function beginSurvey({ builder, nodes, types }: NamedGraph, rule: NameRule, task: Task): Surveying {
  const { names } = builder;
  const isPart = sharedArray(Uint8Array, nodes.count);
  const what: NodesToSurvey = {
    nodeTypes: nodes.types.finish(),
    nodeNames: nodes.names.finish(),
    states: nodes.detachedness.finish(),
    isPart,
    types,
    rule,
    nameCount: names.count,
    stringData: names.find(NATIVE_STRING_DATA),
  };
  const pieces = cutEvenly(nodes.count, orderCount(nodes.count, task));
  const orders = pieces.map(([from, to]) => ({ nodes: what, from, to }));
  const running = startExactly(surveyPiece, orders, task);
  return {
    wait: (waiting) => {
      const found = running.wait(waiting);
      return {
        classes: joinRows(found.map(({ classes }) => classes)),
        stated: joinRows(found.map(({ stated }) => stated)),
        isPart,
      };
    },
    abandon: running.abandon,
  };
}

/** May be done twice: the id of a name is an id of itself. */
export const surveyPiece: Job<SurveyOrder, FoundNodes> = {
  name: 'v8-survey-nodes',
  run({ nodes, from, to }, task) {
    const { nodeNames, rule, states } = nodes;
    const classes = new ClassFinder(nodes);
    const stated = new RowList();
    for (let start = from; start < to; start += STEP) {
      task.step(start - from, to - from);
      const end = Math.min(start + STEP, to);
      resolveNodeNames(nodeNames, rule, start, end);
      markParts(nodes, start, end);
      classes.look(start, end);
      findStated(states, stated, start, end);
    }
    return { classes: classes.rows.finish(), stated: stated.finish() };
  },
};

function markParts(
  { nodeTypes, nodeNames, isPart, types, stringData }: NodesToSurvey,
  from: number,
  to: number,
) {
  const { hidden, array, native } = types;
  for (let node = from; node < to; node++) {
    const type = nodeTypes[node]!;
    const is = type === hidden || type === array || (type === native && nodeNames[node] === stringData);
    isPart[node] = is ? 1 : 0;
  }
}

class ClassFinder {
  readonly rows = new RowList();
  readonly #nodes: NodesToSurvey;
  readonly #met: Bitset;

  constructor(nodes: NodesToSurvey) {
    this.#nodes = nodes;
    this.#met = new Bitset(nodes.nameCount);
  }

  look(from: number, to: number): void {
    const { nodeTypes, nodeNames, types } = this.#nodes;
    const { object, native } = types;
    const met = this.#met;
    for (let node = from; node < to; node++) {
      const type = nodeTypes[node]!;
      if (type !== object && type !== native) continue;
      const name = nodeNames[node]!;
      if (met.has(name)) continue;
      met.add(name);
      this.rows.add(node);
    }
  }
}

function findStated(states: Uint8Array, rows: RowList, from: number, to: number): void {
  const end = Math.min(to, states.length);
  for (let node = from; node < end; node++) if (states[node] !== 0) rows.add(node);
}
