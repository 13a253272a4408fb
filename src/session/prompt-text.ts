import type { Session } from './session.ts';

/** `heap> `; with the snapshot's name when several are open, and the number of cuts in force: `heap(before, 1 cut)> `. */
export function promptText(session: Session): string {
  const heap = session.current;
  if (heap === undefined) return 'heap (no snapshot)> ';
  const facts: string[] = [];
  if (session.snapshots.length > 1) facts.push(heap.name);
  if (heap.cuts.length > 0) facts.push(heap.cuts.length === 1 ? '1 cut' : `${heap.cuts.length} cuts`);
  return facts.length === 0 ? 'heap> ' : `heap(${facts.join(', ')})> `;
}
