import { NONE } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';

/** The name that stands for all names and texts that a V8 file has lost with its end; NONE: none is. */
export function lostName({ source, names }: HeapSnapshot): number {
  return source.partial === undefined || source.formatId !== 'v8' ? NONE : names.find('(lost)');
}
