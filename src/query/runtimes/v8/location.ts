import { NONE } from '../../../model/kinds.ts';
import type { HeapSnapshot } from '../../../model/snapshot.ts';
import type { SourceLocation } from '../runtime.ts';

/** Where a function is, or the constructor of an object. */
export function location(snapshot: HeapSnapshot, objectIndex: number): SourceLocation | undefined {
  const { lines, fileIds, nameIds, typeIndexes } = snapshot.objects;
  const line = lines[objectIndex]! || undefined;
  const fileId = fileIds[objectIndex]!;
  const file = fileId === NONE ? undefined : snapshot.names.text(fileId);
  if (line === undefined && file === undefined) return undefined;
  const nameId = nameIds[objectIndex]!;
  const isFunction = snapshot.types[typeIndexes[objectIndex]!]!.kind === 'function';
  return { file, line, name: isFunction && nameId !== NONE ? snapshot.names.text(nameId) : undefined };
}

/** `server.js:12`: the end of the path is what tells files apart; of a page that is called by its host alone, that. */
export function placeText({ file, line }: SourceLocation): string {
  const name =
    file === undefined
      ? ''
      : (file
          .replace(/[/\\]+$/, '')
          .split(/[/\\]/)
          .at(-1) ?? file);
  return line === undefined ? name : `${name}:${line}`;
}
