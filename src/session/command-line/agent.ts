import { readFileSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';
import { bundledFile } from '../bundled-file.ts';

export function agentFile(): string {
  return bundledFile('heapsh_agent.py', '../capture/python/heapsh_agent.py');
}

/** `python` is the one runtime so far. Throws UsageError. */
export function findAgent(operands: readonly string[], usage: string): { readonly runtime: string } {
  const [runtime, ...more] = operands;
  if (runtime === undefined || more.length > 0) {
    throw new UsageError('one runtime is needed: python', { hint: usage });
  }
  if (runtime !== 'python') {
    throw new UsageError(`there is no agent for ${runtime}`, { hint: 'there is one for: python' });
  }
  return { runtime: 'Python' };
}

/** The single file, as it is. */
export function agentText(operands: readonly string[]): string {
  findAgent(operands, 'heapsh agent python > heapsh_agent.py');
  return readFileSync(agentFile(), 'utf8');
}
