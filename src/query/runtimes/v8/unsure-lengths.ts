import type { UnsureLengths } from '../runtime.ts';

/** Bytes of an array without anything: four words. A property or a match's groups take more. */
const BARE_SIZE = 32;

/** V8 writes neither how long an array is nor how many entries a Map or Set has. */
export const unsureLengths: UnsureLengths = {
  note: 'V8 does not write how many elements or entries there are: @len is how many have left a trace, at least so many; empty: not known, most often because all are numbers',
  wasteBound:
    'wasted is at least so much: only arrays without elements and without room for any are looked for; V8 does not tell whether room is empty or holds numbers',
  isBare: ({ objects: { lengths, sizes } }, objectIndex) =>
    lengths[objectIndex] === 0 && sizes[objectIndex]! <= BARE_SIZE,
};
