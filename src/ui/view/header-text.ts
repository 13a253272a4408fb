import { formatBytes, formatCount } from '../../base/quantities.ts';
import type { EngineHeader } from '../../session/engine/engine-messages.ts';
import type { HeaderLineProps } from '../layout/header-line.tsx';

/** What is open, and what is in force there; `shown`: the n of the `$n` in front; undefined: what is in front has none. */
export function headerText(
  header: EngineHeader | undefined,
  shown: number | undefined,
): Pick<HeaderLineProps, 'facts' | 'state'> {
  if (header === undefined) return { facts: '', state: '' };
  const { snapshot, runtime, objects, bytes, cuts, results } = header;
  const facts = [snapshot, runtime, `${formatCount(objects)} objects`, formatBytes(bytes)];
  const state: string[] = [];
  if (cuts > 0) state.push(cuts === 1 ? '1 cut' : `${cuts} cuts`);
  if (shown !== undefined) state.push(placeText(results, shown));
  return { facts: facts.filter((fact) => fact !== '').join(' · '), state: state.join(' · ') };
}

/** `$9`; `$6 of 9` when one has gone back. */
function placeText(results: number, shown: number): string {
  return shown >= results ? `$${results}` : `$${shown} of ${results}`;
}
