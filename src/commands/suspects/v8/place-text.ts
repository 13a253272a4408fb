import type { Heap } from '../../../query/heap.ts';

/** `server.js:12`; undefined: it is not known where it is. */
export function placeText({ runtime, snapshot }: Heap, object: number): string | undefined {
  const place = runtime.location(snapshot, object);
  if (place?.file === undefined || place.file === '') return undefined;
  const name = place.file.startsWith('node:') ? place.file : (place.file.split(/[/\\]/).at(-1) ?? place.file);
  return place.line === undefined ? name : `${name}:${place.line}`;
}
