import type { Task } from '../base/task.ts';
import type { Heap } from './heap.ts';
import type { Result } from './result.ts';

/** What the words of a line can mean while it is evaluated. */
export interface Scope {
  /** What a bare type name is looked up in. */
  readonly heap: Heap;
  readonly task: Task;
  /** `$3`, `_`, or a name that was given to a result or an object. */
  result(name: string): Result | undefined;
  /** The object that was marked with a name, in the snapshot of a heap. */
  mark?(name: string, heap: Heap): number | undefined;
  /** The line that a result answered, where the session remembers it. */
  commandOf?(result: string): string | undefined;
  /** Another open snapshot: `before:traceback`. */
  snapshot(name: string): Heap | undefined;
  /** A type that there is none of has no objects, and that is noted: what an expectation is about may be gone, as it should. */
  readonly unknownTypesAreEmpty?: boolean;
  /** Adds a line to the answer's provenance: an alias that was resolved, a comparison that only saw a preview. */
  note(text: string): void;
  /** The other things that a mistyped name may have meant, for "did you mean". */
  readonly known: KnownNames;
}

export interface KnownNames {
  readonly commands: readonly string[];
  readonly results: readonly string[];
  readonly snapshots: readonly string[];
  /** Names of objects, and how each is written here: `cache`, `before:cache`. */
  readonly marks?: readonly { readonly name: string; readonly written: string }[];
}

/** The same scope, looking at another heap. */
export function withHeap(scope: Scope, heap: Heap): Scope {
  if (scope.heap === heap) return scope;
  return {
    heap,
    unknownTypesAreEmpty: scope.unknownTypesAreEmpty === true,
    task: scope.task,
    known: scope.known,
    result: (name) => scope.result(name),
    mark: (name, of) => scope.mark?.(name, of),
    commandOf: (name) => scope.commandOf?.(name),
    snapshot: (name) => scope.snapshot(name),
    note: (text) => scope.note(text),
  };
}
