import { type FirstLook, firstLookOf } from '../../model/first-look.ts';
import type { Chunk } from './chunks.ts';
import { JsonObject } from './json-object.ts';

/** Objects; a smaller snapshot is open before anybody has read a first look at it. */
export const LEAST_TO_LOOK_AT = 1_000_000;

const provisos = ['counted when the snapshot was written; sizes and references are not read yet'];

/** What HIST says, which comes before anything else of the objects. */
export function firstLook(hist: Chunk): FirstLook {
  const counts = JsonObject.parse(hist).pairs('types');
  return firstLookOf({
    objects: counts.reduce((sum, [, count]) => sum + count, 0),
    references: undefined,
    bytes: undefined,
    types: counts.map(([name, objects]) => ({ name, objects, bytes: undefined })),
    provisos,
  });
}
