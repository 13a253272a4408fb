import { ThreadTeam } from './thread-team.ts';

/** The threads of this one: nothing is begun before there is work for them. */
export const processTeam = new ThreadTeam();
