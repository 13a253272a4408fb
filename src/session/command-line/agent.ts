import { readFileSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';
import type { CaptureTarget } from '../../capture/capture-target.ts';
import { captureTargets } from '../../capture/index.ts';
import { bundledFile } from '../bundled-file.ts';

export function agentFile(target: CaptureTarget): string {
  return bundledFile(target.agentFile, `../capture/${target.agentSource}`);
}

/** What `heapsh agent RUNTIME` and `heapsh capture RUNTIME` mean. Throws UsageError. */
export function findTarget(operands: readonly string[], usage: string): CaptureTarget {
  const [runtime, ...more] = operands;
  const known = captureTargets.map(({ id }) => id).join(', ');
  if (runtime === undefined || more.length > 0) {
    throw new UsageError(`one runtime is needed: ${known}`, { hint: usage });
  }
  const target = captureTargets.find(({ id }) => id === runtime);
  if (target === undefined) {
    throw new UsageError(`there is no agent for ${runtime}`, { hint: `there is one for: ${known}` });
  }
  return target;
}

/** The single file, as it is. */
export function agentText(operands: readonly string[]): string {
  return readFileSync(agentFile(findTarget(operands, 'heapsh agent python > heapsh_agent.py')), 'utf8');
}
