import { basename } from 'node:path';
import { QueryError } from '../base/errors.ts';
import { STANDARD_INPUT } from '../base/standard-input.ts';
import type { OpenSnapshot } from '../commands/command.ts';
import type { Heap } from '../query/heap.ts';

/** The open snapshots and which of them is current. A value: opening and closing make a new one. */
export class Snapshots {
  readonly heaps: readonly Heap[];
  readonly current: Heap | undefined;

  constructor(heaps: readonly Heap[] = [], current: Heap | undefined = heaps.at(-1)) {
    this.heaps = heaps;
    this.current = current;
  }

  list(): OpenSnapshot[] {
    return this.heaps.map((heap) => ({ name: heap.name, heap, current: heap === this.current }));
  }

  find(name: string): Heap | undefined {
    return this.heaps.find((heap) => heap.name === name);
  }

  get(name: string): Heap {
    const heap = this.find(name);
    if (heap !== undefined) return heap;
    const names = this.heaps.map((each) => each.name).join(', ');
    throw new QueryError(`no open snapshot is called ${name}`, {
      hint: names === '' ? 'open one with: open FILE' : `open are: ${names}`,
    });
  }

  /** The new one is current. */
  with(heap: Heap): Snapshots {
    return new Snapshots([...this.heaps, heap], heap);
  }

  use(heap: Heap): Snapshots {
    return new Snapshots(this.heaps, heap);
  }

  /** The same snapshot under other cuts, in the place of the one before. */
  replace(heap: Heap, by: Heap): Snapshots {
    const heaps = this.heaps.map((each) => (each === heap ? by : each));
    return new Snapshots(heaps, this.current === heap ? by : this.current);
  }

  /** Whether the heap's snapshot is open, under whatever cuts. */
  holds(heap: Heap): boolean {
    return this.heaps.some((each) => each.isOf(heap));
  }

  /** The last one that was opened becomes current when the current one goes. */
  without(heap: Heap): Snapshots {
    const left = this.heaps.filter((each) => each !== heap);
    return new Snapshots(left, this.current === heap ? left.at(-1) : this.current);
  }

  /** A name for a file's snapshot that is free, and that can be written before a colon: `before:traceback`. */
  freeName(file: string): string {
    const name = guessedName(file).replace(/^(?=\d|$)/, '_');
    let free = name;
    for (let number = 2; this.find(free) !== undefined; number++) free = `${name}_${number}`;
    return free;
  }
}

/** What its user would take a file's snapshot to be called. It may be taken, or no name. */
export function guessedName(file: string): string {
  const stem = basename(file === STANDARD_INPUT ? 'stdin' : file).replace(
    /(\.(heapsh|heapsnapshot|hprof|json|gz|zst|dump))+$/i,
    '',
  );
  return stem.replace(/[^A-Za-z0-9_]+/g, '_');
}
