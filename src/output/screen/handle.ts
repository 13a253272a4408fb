import { QueryError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import { evaluateSet } from '../../query/evaluate.ts';
import type { Heap } from '../../query/heap.ts';
import { parseSet } from '../../query/parser/parse.ts';
import type { Result } from '../../query/result.ts';
import type { Scope } from '../../query/scope.ts';
import { objectHandle } from '../object-text.ts';
import { escapeInJson, visible } from '../visible.ts';

/** An answer that handles begin at: `$3`. */
export interface Anchor {
  readonly result: Result;
  readonly heap: Heap;
  readonly name: string;
  readonly task: Task;
}

/** One edge away from an object that has a handle. */
export interface EdgeAway {
  /** Of the object that the edge is at. */
  readonly base: string;
  readonly direction: 'out' | 'in';
  /** As edges are written: `.name`, `["key"]`, `[3]`, `{key}`. */
  readonly label: string;
  readonly object: number;
}

/**
 * A text that the language reads as exactly one object: the base's handle and the edge, with the position in the set where
 * an edge of that name leads to several, else the position among all its neighbours. Every text is evaluated before
 * it is given, so it means the same to whoever types it. Undefined: no such text.
 */
export function edgeHandle(anchor: Anchor, { base, direction, label, object }: EdgeAway): string | undefined {
  const arrow = direction === 'out' ? '->' : '<-';
  const named = selectorOf(label, direction, arrow);
  const beginnings = [...(named === undefined ? [] : [base + arrow + named]), `${base}${arrow}*`];
  for (const text of beginnings) {
    const objects = objectsOf(text, anchor);
    const position = objects?.indexOf(object) ?? -1;
    if (objects === undefined || position < 0) continue;
    return objects.length === 1 ? text : `${text}[${position}]`;
  }
  return undefined;
}

/** Where nothing else is exact. */
export function addressHandle({ heap }: Anchor, object: number): string {
  return objectHandle(heap, object);
}

const segment = /\.("(?:\\.|[^"\\])*"|[\p{L}_][\p{L}\p{N}_$]*)|(\[(?:"(?:\\.|[^"\\])*"|-?\d{1,15})\])/uy;

/** A label as it stands behind an arrow; undefined: the language cannot follow it. */
function selectorOf(label: string, direction: 'out' | 'in', arrow: string): string | undefined {
  const parts: string[] = [];
  segment.lastIndex = 0;
  for (let at = 0; at < label.length; at = segment.lastIndex) {
    const match = segment.exec(label);
    if (match === null) return undefined;
    parts.push(match[1] ?? match[2]!);
  }
  if (parts.length === 0) return undefined;
  // `.f_locals["x"]` is one edge: who holds it is asked for by its key.
  const text = direction === 'out' ? parts.join(arrow) : parts.at(-1)!;
  const typable = escapeInJson(text);
  return visible(typable) === typable ? typable : undefined;
}

/** What the language makes of a text; undefined: nothing. */
function objectsOf(text: string, anchor: Anchor): Uint32Array | undefined {
  try {
    const { heap, indexes } = evaluateSet(parseSet(text), scopeOf(anchor));
    return heap === anchor.heap ? indexes : undefined;
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function scopeOf({ result, heap, name, task }: Anchor): Scope {
  return {
    heap,
    task,
    result: (each) => (each === name ? result : undefined),
    snapshot: () => undefined,
    note: () => undefined,
    known: { commands: [], results: [], snapshots: [] },
  };
}
