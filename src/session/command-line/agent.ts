import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HeapshError, UsageError } from '../../base/errors.ts';

// Beside the bundle, and, when the sources run unbundled in tests, where it is written.
const places = ['./heapsh_agent.py', '../../capture/python/heapsh_agent.py'];

export function agentFile(): string {
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync);
  if (found === undefined)
    throw new HeapshError('the Python agent is missing', { hint: 'install heapsh again' });
  return found;
}

/** `python` is the one runtime so far. Throws UsageError. */
export function findAgent(operands: readonly string[], usage: string): { readonly runtime: string } {
  const [runtime, ...more] = operands;
  if (runtime === undefined || more.length > 0)
    throw new UsageError('one runtime is needed: python', { hint: usage });
  if (runtime !== 'python')
    throw new UsageError(`there is no agent for ${runtime}`, { hint: 'there is one for: python' });
  return { runtime: 'Python' };
}

/** The single file, as it is. */
export function agentText(operands: readonly string[]): string {
  findAgent(operands, 'heapsh agent python > heapsh_agent.py');
  return readFileSync(agentFile(), 'utf8');
}
