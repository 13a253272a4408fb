import type { Team } from '../../base/team.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { IndexReader } from './index-reader.ts';
import type { Part } from './layout.ts';
import { nearObject } from './near-objects.ts';
import { columnIn, type Plain, unpack, unpackSnapshot } from './pack.ts';
import { PartLoader } from './part-loader.ts';

/** The name of the part that is the snapshot itself. */
export const SNAPSHOT = 'snapshot';

type PlainObject = { readonly [name: string]: Plain };
type PlainSnapshot = { readonly [name in 'source' | 'objects' | 'edges' | 'allocations']: PlainObject };

/** What an object was unpacked from. */
interface UnpackedSource {
  readonly plain: PlainObject;
  readonly part: Part;
  readonly loader: PartLoader;
}

/** Reads an open index. What is damaged is computed anew, so that who asks gets the right answer all the same. */
export class IndexContents {
  readonly reader: IndexReader;
  /** Whether something was found damaged so far. */
  isDamaged = false;
  readonly #tellDamage: () => void;
  readonly #team: Team | undefined;
  /** Snapshots, and what makes them near. */
  readonly #nearOf = new WeakMap<object, () => object>();
  /** All else that was unpacked. */
  readonly #sourceOf = new WeakMap<object, UnpackedSource>();

  /** `tellDamage`: called once at most. `team`: threads that may help with reading. */
  constructor(reader: IndexReader, tellDamage: () => void, team?: Team) {
    this.reader = reader;
    this.#team = team;
    this.#tellDamage = tellDamage;
  }

  has(name: string): boolean {
    return this.reader.directory.parts[name] !== undefined;
  }

  /**
   * The snapshot as of `file`, its columns read when they are first looked at. `reread`: the same snapshot from its file.
   */
  snapshot(file: string, reread: () => HeapSnapshot): HeapSnapshot {
    const part = this.reader.directory.parts[SNAPSHOT]!;
    const plain = part.plain as PlainSnapshot;
    const named = { ...plain, source: { ...plain.source, file } };
    const loader = this.#loader(part, reread);
    const snapshot = unpackSnapshot(named, loader.load);
    const { objects, edges, allocations } = snapshot;
    const groups = Object.entries({ objects, edges, allocations }).filter(
      ([, columns]) => columns !== undefined,
    );
    for (const [name, columns] of groups)
      this.#sourceOf.set(columns!, { plain: plain[name as 'edges'], part, loader });
    this.#nearOf.set(snapshot, () => {
      const nearGroups = groups.map(([name, columns]) => [name, this.near(columns!)]);
      return Object.defineProperties(
        Object.create(snapshot),
        Object.getOwnPropertyDescriptors(Object.fromEntries(nearGroups)),
      );
    });
    return snapshot;
  }

  /** What `IndexWriter.add` was given under that name, its columns read when looked at; undefined: it is not in it. */
  part(name: string, compute: () => unknown): unknown {
    const part = this.reader.directory.parts[name];
    if (part === undefined) return undefined;
    const loader = this.#loader(part, compute);
    const whole = unpack(part.plain, loader.load);
    if (typeof whole !== 'object' || whole === null) return whole;
    this.#sourceOf.set(whole, { plain: part.plain as PlainObject, part, loader });
    return whole;
  }

  /**
   * The same for who looks at a few rows: only those pieces of its columns are read. What is not from this index is
   * given back.
   */
  near<T extends object>(whole: T): T {
    const source = this.#sourceOf.get(whole);
    const near = source === undefined ? this.#nearOf.get(whole)?.() : this.#near(whole, source);
    return (near ?? whole) as T;
  }

  /**
   * Other threads, as far as they are there, read columns of something that was unpacked, by their names. Returns who is to be
   * told that nobody wants them after all; undefined: nobody reads them.
   */
  readAhead(whole: object, names: readonly string[]): (() => void) | undefined {
    const source = this.#team?.hasBegun ? this.#sourceOf.get(whole) : undefined;
    if (source === undefined) return undefined;
    const { plain, loader } = source;
    const numbers = names.map((name) => columnIn(plain[name])).filter((number) => number !== undefined);
    for (const number of numbers) loader.begin(number);
    return () => loader.abandon();
  }

  #near(whole: object, { plain, part, loader }: UnpackedSource): object {
    const { reader } = this;
    const { isRead } = loader;
    return nearObject({ whole, plain, stored: part.columns, reader, isRead });
  }

  #loader(part: Part, compute: () => unknown): PartLoader {
    const tellDamage = () => {
      if (!this.isDamaged) this.#tellDamage();
      this.isDamaged = true;
    };
    return new PartLoader({ reader: this.reader, part, team: this.#team, compute, tellDamage });
  }
}
