import { plain } from './plain.ts';
import { python } from './python.ts';
import type { Runtime } from './runtime.ts';
import { v8 } from './v8.ts';

/** What heapsh knows about each runtime's objects. */
export const runtimes = [python, v8, plain] as const satisfies readonly Runtime[];

/** By CaptureFacts.runtime; one that is not known is treated plainly. */
export function runtimeOf(id: string): Runtime {
  return runtimes.find((runtime) => runtime.id === id) ?? plain;
}
