import type { Derivation } from './heap.ts';

/** Tells why an object is a root: `module`, `thread`; undefined: it is none. */
export type RootKinds = (objectIndex: number) => string | undefined;

/** Of several kinds the first, so that a named one hides `hidden`. A byte an object: there can be as many roots as objects. */
export const rootKinds: Derivation<RootKinds> = {
  name: 'listing roots',
  compute: ({ snapshot: { roots, objectCount } }) => {
    // The number of the kind, plus one.
    const kinds = new Uint8Array(objectCount);
    for (let i = roots.objects.length - 1; i >= 0; i--) kinds[roots.objects[i]!] = roots.kinds[i]! + 1;
    return (object) => roots.kindNames[kinds[object]! - 1];
  },
};
