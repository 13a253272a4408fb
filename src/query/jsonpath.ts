import { JSONPath } from 'jsonpath-plus';
import { QueryError } from '../base/errors.ts';
import type { Task } from '../base/task.ts';
import { NONE } from '../model/kinds.ts';
import type { ExprNode } from './ast.ts';
import type { Heap } from './heap.ts';
import { jsonFilter } from './json-filter.ts';
import { JsonView, type ViewNode } from './json-view.ts';
import type { Cell } from './result.ts';

/** One step of a path, as it will be taken. */
type PathStep =
  | { readonly kind: 'property'; readonly names: readonly string[] }
  | { readonly kind: 'all' | 'descend' | 'parent' | 'name' }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'filter'; readonly predicate: ExprNode }
  | { readonly kind: 'type'; readonly type: string };

export interface JsonPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
}

/** Where a path led to, and the way there. */
interface Trail extends ViewNode {
  readonly from: Trail | undefined;
  /** The property, by its edge or, when it was asked for by name, by that. */
  readonly name: number | string;
}

export interface JsonPathHit {
  /** The object found; NONE for a value that is no object. */
  readonly object: number;
  readonly value: Cell;
  /** `$.f_locals.self`, written when it is asked for. */
  path(): string;
}

/** What a walk needs of whoever asks; a command's context has it. */
export interface JsonPathTools {
  readonly task: Task;
  predicate(expression: ExprNode, heap: Heap): (objectIndex: number) => boolean;
}

const LONGEST_PATH = 1000;

/**
 * Reads a JSONPath. jsonpath-plus takes it apart, and nothing more: it neither reports errors nor bounds its walk, and its
 * filters run code. Throws QueryError for what is no path, and for scripts.
 */
export function parseJsonPath(text: string): JsonPath {
  checkSyntax(text);
  const [root, ...tokens] = JSONPath.toPathArray(text) as (string | undefined)[];
  if (root !== '$') throw pathError(text, 'a JSONPath begins with `$`', '$.f_locals.*');
  return { text, steps: tokens.map((token) => readToken(token, text)) };
}

function checkSyntax(text: string): void {
  if (!/^\$($|[.[^~])/.test(text)) throw pathError(text, 'a JSONPath begins with `$`', '$.f_locals.*');
  if (text.length > LONGEST_PATH) throw pathError(text, `a JSONPath has at most ${LONGEST_PATH} characters`);
  const open: string[] = [];
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if ('\'"'.includes(character) && open.length > 0) quote = character;
    else if ('[('.includes(character)) open.push(character === '[' ? ']' : ')');
    else if (')]'.includes(character) && open.pop() !== character) {
      throw pathError(text, `\`${character}\` closes nothing`);
    }
  }
  if (quote !== '') throw pathError(text, `a text has no closing ${quote}`);
  if (open.length > 0) throw pathError(text, `\`${open.at(-1)}\` is missing`);
  if (/\.$|\.{3}|\[\]/.test(text)) throw pathError(text, 'a step of this JSONPath is empty');
}

function pathError(text: string, message: string, hint?: string): QueryError {
  return new QueryError(`${message}: ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`, { hint });
}

const typeTests: Readonly<Record<string, (value: Cell, hasObject: boolean) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number' || typeof value === 'bigint',
  integer: (value) => Number.isInteger(value) || typeof value === 'bigint',
  string: (value) => typeof value === 'string',
  scalar: (value) => value !== undefined,
  object: (value, hasObject) => value === undefined && hasObject,
};

function readToken(token: string | undefined, text: string): PathStep {
  if (token === undefined || token === '') throw pathError(text, 'a step of this JSONPath is empty');
  if (token === '*') return { kind: 'all' };
  if (token === '..') return { kind: 'descend' };
  if (token === '^') return { kind: 'parent' };
  if (token === '~') return { kind: 'name' };
  if (token.startsWith('?(')) return { kind: 'filter', predicate: jsonFilter(token.slice(2, -1), text) };
  if (token.startsWith('(')) {
    throw pathError(text, 'scripts in a JSONPath are not run', '[-1:] is the last element');
  }
  const type = /^@(\w+)\(\)$/.exec(token)?.[1];
  if (type !== undefined) {
    if (Object.hasOwn(typeTests, type)) return { kind: 'type', type };
    throw pathError(
      text,
      `\`@${type}()\` is no test of a type`,
      `there are ${Object.keys(typeTests).join(' ')}`,
    );
  }
  return readSlice(token) ?? { kind: 'property', names: token.split(',').map(unquoted) };
}

function readSlice(token: string): PathStep | undefined {
  const match = /^(-?\d{1,9})?:(-?\d{1,9})?(?::(\d{1,9}))?$/.exec(token);
  if (match === null) return undefined;
  const number = (digits: string | undefined): number | undefined =>
    digits === undefined ? undefined : Number(digits);
  return {
    kind: 'slice',
    from: number(match[1]),
    to: number(match[2]),
    step: Math.max(number(match[3]) ?? 1, 1),
  };
}

function unquoted(name: string): string {
  return name.trim().replace(/^['"`]|['"]$/g, '');
}

/** How many places one path may look at from one object: a walk with `..` otherwise sees the whole heap. */
const MOST_PLACES = 1_000_000;

/**
 * Follows a path from an object, hit by hit, breadth first where it descends; no place is descended into twice, so cycles
 * end. Takes from the heap what it touches and no more. `isWhole` is asked at the end: false when the bound was met.
 */
export class JsonPathWalk {
  isWhole = true;
  readonly #heap: Heap;
  readonly #tools: JsonPathTools;
  readonly #view: JsonView;
  #places = 0;

  constructor(heap: Heap, tools: JsonPathTools) {
    this.#heap = heap;
    this.#tools = tools;
    this.#view = new JsonView(heap);
  }

  *hits(path: JsonPath, object: number): Generator<JsonPathHit> {
    this.#places = 0;
    const start = trailTo(this.#view.nodeOf(object), undefined, '$');
    let trails: Iterable<Trail> = [start];
    for (const step of path.steps) trails = this.#take(step, trails);
    for (const trail of trails) {
      yield { object: trail.object, value: this.#view.valueOf(trail), path: () => this.#pathText(trail) };
    }
  }

  *#take(step: PathStep, trails: Iterable<Trail>): Generator<Trail> {
    const holds = step.kind === 'filter' ? this.#tools.predicate(step.predicate, this.#heap) : undefined;
    for (const trail of trails) {
      if (!this.#mayGoOn()) return;
      switch (step.kind) {
        case 'property':
          yield* this.#properties(trail, step.names);
          break;
        case 'all':
          yield* this.#children(trail);
          break;
        case 'filter':
          for (const child of this.#children(trail)) {
            if (child.object !== NONE && !child.isLocals && holds?.(child.object)) yield child;
          }
          break;
        case 'slice':
          yield* this.#slice(trail, step);
          break;
        case 'descend':
          yield* this.#descend(trail);
          break;
        case 'parent':
          if (trail.from !== undefined) yield trail.from;
          break;
        case 'name':
          yield trailTo(
            { object: NONE, isLocals: false, value: this.#nameOf(trail) },
            trail.from,
            trail.name,
          );
          break;
        case 'type':
          if (typeTests[step.type]!(this.#view.valueOf(trail), trail.object !== NONE)) yield trail;
          break;
      }
    }
  }

  *#properties(trail: Trail, names: readonly string[]): Generator<Trail> {
    for (const name of names) {
      const node = this.#view.property(trail, name);
      if (node !== undefined) yield trailTo(node, trail, name);
    }
  }

  *#children(trail: Trail): Generator<Trail> {
    for (const [name, node] of this.#view.properties(trail)) {
      if (!this.#mayGoOn()) return;
      yield trailTo(node, trail, name);
    }
  }

  *#slice(trail: Trail, { from, to, step }: Extract<PathStep, { kind: 'slice' }>): Generator<Trail> {
    const elements = [...this.#children(trail)].filter((each) => /^\d+$/.test(this.#nameOf(each)));
    const chosen = elements.slice(from ?? 0, to);
    for (let i = 0; i < chosen.length; i += step) yield chosen[i]!;
  }

  /** The place itself and everything below it, nearest first. */
  *#descend(trail: Trail): Generator<Trail> {
    const seen = new Set<number>([trail.object]);
    const queue: Trail[] = [trail];
    for (let at = 0; at < queue.length; at++) {
      const next = queue[at]!;
      yield next;
      for (const child of this.#children(next)) {
        // A frame and its locals are two places of one object.
        const place = child.isLocals ? -1 - child.object : child.object;
        if (child.object !== NONE && seen.has(place)) continue;
        seen.add(place);
        queue.push(child);
      }
    }
  }

  #mayGoOn(): boolean {
    if ((++this.#places & 1023) === 0) this.#tools.task.step(this.#places, MOST_PLACES);
    if (this.#places <= MOST_PLACES) return true;
    this.isWhole = false;
    return false;
  }

  #nameOf({ name }: Trail): string {
    return typeof name === 'string' ? name : this.#view.nameOf(name);
  }

  #pathText(trail: Trail): string {
    const steps: string[] = [];
    for (let at: Trail | undefined = trail; at?.from !== undefined; at = at.from) {
      if (steps.length === MOST_STEPS_WRITTEN) {
        steps.push('…');
        break;
      }
      const name = this.#nameOf(at);
      if (plainName.test(name)) steps.push(`.${name}`);
      else steps.push(/^\d+$/.test(name) ? `[${name}]` : `[${JSON.stringify(name)}]`);
    }
    return `$${steps.reverse().join('')}`;
  }
}

/** Written out, for this is made once a place: a spread costs ten times as much. */
function trailTo(
  { object, isLocals, value }: ViewNode,
  from: Trail | undefined,
  name: number | string,
): Trail {
  return { object, isLocals, value, from, name };
}

/** Of a longer way, the end is written: a list within a list, half a million deep, has as many places as its longest path has steps. */
const MOST_STEPS_WRITTEN = 200;

const plainName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
