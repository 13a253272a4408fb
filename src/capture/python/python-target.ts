import type { CaptureTarget } from '../capture-target.ts';
import { withAgent } from './with-agent.ts';

export const python: CaptureTarget = {
  id: 'python',
  label: 'Python',
  agentFile: 'heapsh_agent.py',
  agentSource: 'python/heapsh_agent.py',
  withAgent,
};
