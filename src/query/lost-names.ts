import { NONE } from '../model/kinds.ts';
import type { HeapSnapshot } from '../model/snapshot.ts';

/** The name that stands for all names and texts that a V8 file has lost with its end; NONE: none is. */
export function lostName({ source, names }: HeapSnapshot): number {
  return source.partial === undefined || source.formatId !== 'v8' ? NONE : names.find('(lost)');
}

/** What to say to who asks for a name that there is not, where it may have been lost; undefined: none was. */
export function lostNameHint(snapshot: HeapSnapshot): string | undefined {
  if (lostName(snapshot) === NONE) return undefined;
  return 'names were lost with the end of the file, and this may be one: objects without theirs are `"(lost)"`';
}
