import type { Job } from '../../base/team.ts';

/** What the threads of a team can do. */
export const jobs: readonly Job<never, unknown>[] = [];
