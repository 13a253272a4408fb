import { readFileSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';
import type { CaptureTarget } from '../../capture/capture-target.ts';
import { captureTargets } from '../../capture/index.ts';
import { bundledFile } from '../bundled-file.ts';
import { selfCapture } from './self-captured.ts';

export function agentFile(target: CaptureTarget): string {
  return bundledFile(target.agentFile, `../capture/${target.agentSource}`);
}

/** What `heapsh agent RUNTIME` and `heapsh capture RUNTIME` mean. Throws UsageError. */
export function findTarget(operands: readonly string[], usage: string): CaptureTarget {
  const [runtime = '', ...more] = operands;
  const known = captureTargets.map(({ id }) => id).join(', ');
  const needsNone = selfCapture(runtime);
  if (needsNone === undefined && (runtime === '' || more.length > 0)) {
    throw new UsageError(`one runtime is needed: ${known}`, { hint: usage });
  }
  const target = captureTargets.find(({ id }) => id === runtime);
  if (target === undefined) {
    const hint = needsNone ?? `there is one for: ${known}`;
    throw new UsageError(`there is no agent for ${runtime}`, { hint });
  }
  return target;
}

/** The single file, as it is. */
export function agentText(operands: readonly string[]): string {
  return readFileSync(agentFile(findTarget(operands, 'heapsh agent python > heapsh_agent.py')), 'utf8');
}
