import { Bitset } from '../base/bitset.ts';
import { STEP, type Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';

/** One row a chain, as columns, in the order of the members that are their heads; rows of pure cycles come last. */
export interface Chains {
  readonly chainCount: number;
  /** The member that no member refers to; in a pure cycle the first of its members. */
  readonly heads: Uint32Array;
  /** The member whose next is no member; NONE when the chain runs into a cycle. */
  readonly tails: Uint32Array;
  /** Distinct members from the head on, those shared with other chains included. */
  readonly lengths: Uint32Array;
  /** Bytes of those members. */
  readonly sizes: Float64Array;
  /** 1: runs into a cycle, or is one. */
  readonly cyclic: Uint8Array;
  /** 1: another row ends in the same tail or cycle, so that their lengths count some members twice. */
  readonly shared: Uint8Array;
  /** The tail or cycle that a row ends in, as a number: equal for rows that share it. */
  readonly ends: Uint32Array;
  /** Its distinct members, head first. O(length). */
  membersOf(row: number): Uint32Array;
}

/**
 * Chain-root find. `next[i]` is the object that `members[i]` is linked to, or NONE. A chain goes on through members only:
 * where it leads to any other object it ends, and an object linked to from outside is a head all the same. `members`
 * holds each object once.
 *
 * What follows a member is the same for all chains through it, so lengths and sizes are computed once a member, from the
 * tails and cycles back to the heads: O(members), 28 bytes a member, and 4 an object of the graph.
 */
export function chains(
  objectCount: number,
  members: Uint32Array,
  next: Uint32Array,
  sizes: Float64Array,
  task: Task,
): Chains {
  const links = new Links(objectCount, members, next, task);
  const spans = measure(links, members, sizes, task);
  const heads = headsOf(links, spans, task);
  return {
    ...columnsOf(heads, members, spans, task),
    membersOf: (row) => {
      const found = new Uint32Array(spans.lengths[heads[row]!]!);
      for (let i = 0, at = heads[row]!; i < found.length; i++, at = links.next[at]!) found[i] = members[at]!;
      return found;
    },
  };
}

/** What is told of each chain. There may be as many as members. */
function columnsOf(heads: Uint32Array, members: Uint32Array, spans: Spans, task: Task) {
  const endCounts = new Uint32Array(members.length);
  for (const head of heads) endCounts[spans.ends[head]!]!++;
  const chainCount = heads.length;
  const columns = {
    heads: new Uint32Array(chainCount),
    tails: new Uint32Array(chainCount),
    lengths: new Uint32Array(chainCount),
    sizes: new Float64Array(chainCount),
    cyclic: new Uint8Array(chainCount),
    shared: new Uint8Array(chainCount),
    ends: new Uint32Array(chainCount),
  };
  for (let row = 0; row < chainCount; row++) {
    if ((row & (STEP - 1)) === 0) task.step(row, chainCount);
    const head = heads[row]!;
    const end = spans.ends[head]!;
    const isCyclic = spans.cyclic.has(head);
    columns.heads[row] = members[head]!;
    columns.tails[row] = isCyclic ? NONE : members[end]!;
    columns.lengths[row] = spans.lengths[head]!;
    columns.sizes[row] = spans.sizes[head]!;
    columns.cyclic[row] = Number(isCyclic);
    columns.shared[row] = Number(endCounts[end]! > 1);
    columns.ends[row] = end;
  }
  return { chainCount, ...columns };
}

/** The members and what links them, by position in the list of members instead of by object. */
class Links {
  readonly next: Uint32Array;
  /** Positions that a member refers to. */
  readonly followed: Bitset;

  constructor(objectCount: number, members: Uint32Array, next: Uint32Array, task: Task) {
    const positions = new Uint32Array(objectCount);
    for (let i = 0; i < members.length; i++) positions[members[i]!] = i + 1;
    this.next = new Uint32Array(members.length);
    this.followed = new Bitset(members.length);
    for (let i = 0; i < members.length; i++) {
      if ((i & (STEP - 1)) === 0) task.step(i, members.length);
      // A member's position plus one; 0 - 1 is NONE in 32 bits.
      const object = next[i]!;
      this.next[i] = object === NONE ? NONE : positions[object]! - 1;
      if (this.next[i] !== NONE) this.followed.add(this.next[i]!);
    }
  }
}

/** What follows each member, itself included, all by position. */
interface Spans {
  readonly lengths: Uint32Array;
  readonly sizes: Float64Array;
  /** The tail, or the first member of the cycle. */
  readonly ends: Uint32Array;
  readonly cyclic: Bitset;
}

function measure(links: Links, members: Uint32Array, objectSizes: Float64Array, task: Task): Spans {
  const memberCount = members.length;
  const spans = {
    lengths: new Uint32Array(memberCount),
    sizes: new Float64Array(memberCount),
    ends: new Uint32Array(memberCount),
    cyclic: new Bitset(memberCount),
  };
  const trail = new Uint32Array(memberCount);
  const onTrail = new Bitset(memberCount);
  let untold = STEP;
  for (let start = 0; start < memberCount; start++) {
    if (untold >= STEP) {
      task.step(start, memberCount);
      untold = 0;
    }
    let depth = 0;
    let at = start;
    for (; at !== NONE && spans.lengths[at] === 0 && !onTrail.has(at); at = links.next[at]!) {
      if ((depth & (STEP - 1)) === STEP - 1) task.step(start, memberCount);
      onTrail.add(at);
      trail[depth++] = at;
    }
    // A member that is on the trail and unmeasured closes a cycle: what stands on the trail from there on is all of it.
    if (at !== NONE && spans.lengths[at] === 0) {
      const begin = trail.lastIndexOf(at, depth - 1);
      measureCycle(trail.subarray(begin, depth), spans, members, objectSizes);
      depth = begin;
    }
    untold += depth + 1;
    while (depth-- > 0) measureMember(trail[depth]!, links, spans, members, objectSizes);
  }
  return spans;
}

function measureMember(
  at: number,
  links: Links,
  spans: Spans,
  members: Uint32Array,
  objectSizes: Float64Array,
): void {
  const next = links.next[at]!;
  const last = next === NONE;
  spans.lengths[at] = 1 + (last ? 0 : spans.lengths[next]!);
  spans.sizes[at] = objectSizes[members[at]!]! + (last ? 0 : spans.sizes[next]!);
  spans.ends[at] = last ? at : spans.ends[next]!;
  if (!last && spans.cyclic.has(next)) spans.cyclic.add(at);
}

function measureCycle(
  cycle: Uint32Array,
  spans: Spans,
  members: Uint32Array,
  objectSizes: Float64Array,
): void {
  let size = 0;
  let end = cycle[0]!;
  for (const at of cycle) {
    size += objectSizes[members[at]!]!;
    end = Math.min(end, at);
  }
  for (const at of cycle) {
    spans.lengths[at] = cycle.length;
    spans.sizes[at] = size;
    spans.ends[at] = end;
    spans.cyclic.add(at);
  }
}

/** Positions of the heads, then those of the cycles that no head runs into. */
function headsOf(links: Links, spans: Spans, task: Task): Uint32Array {
  const heads: number[] = [];
  const explained = new Bitset(links.next.length);
  for (let at = 0; at < links.next.length; at++) {
    if ((at & (STEP - 1)) === 0) task.step(at, links.next.length);
    if (links.followed.has(at)) continue;
    heads.push(at);
    explained.add(spans.ends[at]!);
  }
  for (let at = 0; at < links.next.length; at++)
    if (spans.cyclic.has(at) && spans.ends[at] === at && !explained.has(at)) heads.push(at);
  return Uint32Array.from(heads);
}
