/** What is known of a snapshot while it opens, before its references are settled: what it is full of. */
export interface FirstLook {
  readonly objects: number;
  /** Undefined: not known so early. */
  readonly references: number | undefined;
  /** Of all objects; undefined: not known so early. */
  readonly bytes: number | undefined;
  /** The first of them: with most bytes, or, where those are not known, with most objects. */
  readonly types: readonly TypeSeen[];
  readonly typeCount: number;
  /** What of this will be another way in the end, in words. */
  readonly provisos: readonly string[];
}

export interface TypeSeen {
  readonly name: string;
  readonly objects: number;
  readonly bytes: number | undefined;
}

/** As many as a screen shows. */
const MOST_TYPES = 20;

/** Of all types that were seen, in any order. */
export function firstLookOf(seen: Omit<FirstLook, 'typeCount'>): FirstLook {
  const sizeOf = ({ bytes, objects }: TypeSeen): number => bytes ?? objects;
  const types = seen.types.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_TYPES);
  return { ...seen, types, typeCount: seen.types.length };
}
