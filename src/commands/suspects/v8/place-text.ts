import type { Heap } from '../../../query/heap.ts';

/** `server.js:12`; undefined: it is not known where it is. */
export function placeText({ runtime, snapshot }: Heap, object: number): string | undefined {
  const place = runtime.location(snapshot, object);
  if (place?.file === undefined || place.file === '') return undefined;
  const name = fileText(place.file);
  return place.line === undefined ? name : `${name}:${place.line}`;
}

/** `server.js`: what is Node's own is called in full. */
export function fileText(file: string): string {
  return file.startsWith('node:') ? file : (file.split(/[/\\]/).at(-1) ?? file);
}
