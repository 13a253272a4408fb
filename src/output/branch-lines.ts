/** Levels whose lines are kept: more have no room on any screen. */
export const MOST_LEVELS = 40;
const LEVEL = 3;

/** Columns for an edge and its object, however deep: enough for its address, its type and the beginning of its value. */
export const LEAST_NODE = 48;

/** The lines below some lines, one level deeper: those of the nearest levels. */
export function deeper(lines: string, below: string): string {
  return (lines + below).slice(-MOST_LEVELS * LEVEL);
}

/** The lines to the left of a node where they fit into `room` columns; else those of the nearest levels, and how deep it is. */
export function fittedBranch(lines: string, depth: number, room: number): string {
  const told = `(${depth} deep) `;
  if (depth <= MOST_LEVELS && depth * LEVEL <= Math.max(room, told.length)) return lines;
  const levels = Math.max(0, Math.floor((room - told.length) / LEVEL));
  return told + lines.slice(lines.length - Math.min(levels * LEVEL, lines.length));
}
