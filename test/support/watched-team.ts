import type { Team } from '../../src/base/team.ts';

/** Notes which jobs were done by several, and which failed: then one thread does everything again, and nobody notices. */
export class WatchedTeam implements Team {
  readonly shared = new Set<string>();
  readonly failures: unknown[] = [];
  readonly size: number;
  readonly leastRows: number;
  readonly #team: Team;

  constructor(team: Team) {
    this.size = team.size;
    this.leastRows = team.leastRows;
    this.#team = team;
  }

  get hasBegun(): boolean {
    return this.#team.hasBegun;
  }

  begin(): void {
    this.#team.begin();
  }

  start: Team['start'] = (job, orders) => {
    if (orders.length > 1) this.shared.add(job.name);
    const running = this.#team.start(job, orders);
    return {
      ...running,
      wait: (task) => {
        try {
          return running.wait(task);
        } catch (error) {
          this.failures.push(error);
          throw error;
        }
      },
    };
  };
}
