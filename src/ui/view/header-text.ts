import { formatBytes, formatCount } from '../../base/quantities.ts';
import type { EngineHeader } from '../../session/engine/engine-messages.ts';
import type { HeaderLineProps } from '../layout/header-line.tsx';

/** What is open, and what is in force there. */
export function headerText(header: EngineHeader | undefined): Pick<HeaderLineProps, 'facts' | 'state'> {
  if (header === undefined) return { facts: '', state: '' };
  const { snapshot, runtime, objects, bytes, cuts, results } = header;
  const facts = [snapshot, runtime, `${formatCount(objects)} objects`, formatBytes(bytes)];
  const state: string[] = [];
  if (cuts > 0) state.push(cuts === 1 ? '1 cut' : `${cuts} cuts`);
  if (results > 0) state.push(`$${results}`);
  return { facts: facts.filter((fact) => fact !== '').join(' · '), state: state.join(' · ') };
}
