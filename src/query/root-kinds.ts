import type { Derivation } from './heap.ts';

/** Why an object is a root, by object: `module`, `thread`; of several kinds the first, so that a named one hides `hidden`. */
export const rootKinds: Derivation<ReadonlyMap<number, string>> = {
  name: 'listing roots',
  compute: ({ snapshot: { roots } }) => {
    const kinds = new Map<number, string>();
    roots.objects.forEach((object, i) => {
      if (!kinds.has(object)) kinds.set(object, roots.kindNames[roots.kinds[i]!] ?? 'unknown');
    });
    return kinds;
  },
};
