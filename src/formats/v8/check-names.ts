import { FormatError } from '../../base/errors.ts';
import { STEP, type Task } from '../../base/task.ts';
import { cutEvenly, type Job, orderCount, runAllExactly } from '../../base/team.ts';
import { isNamed } from './edge-kinds.ts';

/** What to do with string indexes. */
export interface NameRule {
  /** How many strings there are. */
  readonly count: number;
  /** The id to use for one that is not there (a file cut short); undefined: that is an error. */
  readonly lost: number | undefined;
  /** The id to use for each, where some strings are equal. */
  readonly canonical: Uint32Array | undefined;
  /** Where the strings end in the file. */
  readonly offset: number;
}

/** Makes the names of nodes from … to-1 ids of names, in place. Throws FormatError when there is no such string. */
export function resolveNodeNames(names: Uint32Array, rule: NameRule, from = 0, to = names.length): void {
  const { count, canonical } = rule;
  for (let node = from; node < to; node++) {
    const name = names[node]!;
    if (name >= count) names[node] = lostName(rule, 'node', node, name);
    else if (canonical !== undefined) names[node] = canonical[name]!;
  }
}

/** The same for edges; those that have an index keep it. Where strings are all there, and none is there twice, nothing changes. */
export function resolveEdgeNames(names: Uint32Array, kinds: Uint8Array, rule: NameRule, task: Task): void {
  const pieces = cutEvenly(names.length, orderCount(names.length, task));
  const isChanged = changedNames(rule);
  const orders = pieces.map(([start, end]) => ({ names, kinds, rule, isChanged, start, end }));
  runAllExactly(resolvePiece, orders, task);
}

/** A byte a string: whether another id is to be used for it. Few are. */
function changedNames({ count, canonical }: NameRule): Uint8Array {
  const isChanged = new Uint8Array(new SharedArrayBuffer(count));
  canonical?.forEach((id, string) => {
    if (id !== string) isChanged[string] = 1;
  });
  return isChanged;
}

interface PieceOrder {
  readonly names: Uint32Array;
  readonly kinds: Uint8Array;
  readonly rule: NameRule;
  readonly isChanged: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** May be done twice: the id of a name is an id of itself. */
export const resolvePiece: Job<PieceOrder, void> = {
  name: 'v8-resolve-names',
  run({ names, kinds, rule, isChanged, start, end }, task) {
    const { count, canonical } = rule;
    for (let edge = start; edge < end; edge++) {
      if ((edge & (STEP - 1)) === 0) task.step(edge - start, end - start);
      const name = names[edge]!;
      if (name < count && isChanged[name] === 0) continue;
      if (!isNamed(kinds[edge]!)) continue;
      names[edge] = name < count ? canonical![name]! : lostName(rule, 'edge', edge, name);
    }
  },
};

function lostName({ lost, count, offset }: NameRule, what: string, row: number, name: number): number {
  if (lost !== undefined) return lost;
  throw new FormatError(`${what} ${row} is called by string ${name}, and there are ${count}`, {
    where: { offset },
  });
}
