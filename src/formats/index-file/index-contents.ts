import { FormatError } from '../../base/errors.ts';
import type { NumericArray } from '../../base/shared-array.ts';
import type { Team } from '../../base/team.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { DamagedColumn, type IndexReader } from './index-reader.ts';
import type { Part } from './layout.ts';
import { nearObject } from './near-objects.ts';
import { type Packed, type Plain, pack, unpack, unpackSnapshot } from './pack.ts';

/** The name of the part that is the snapshot itself. */
export const SNAPSHOT = 'snapshot';

type PlainObject = { readonly [name: string]: Plain };
type PlainSnapshot = { readonly [name in 'source' | 'objects' | 'edges' | 'allocations']: PlainObject };

interface Loader {
  load(column: number): NumericArray;
  isRead(column: number): boolean;
}

interface NearOrder {
  readonly whole: object;
  readonly plain: PlainObject;
  readonly part: Part;
  readonly loader: Loader;
}

/** Reads an open index. What is damaged is computed anew, so that who asks gets the right answer all the same. */
export class IndexContents {
  readonly reader: IndexReader;
  /** Whether something was found damaged so far. */
  isDamaged = false;
  readonly #tellDamage: () => void;
  readonly #team: Team | undefined;
  /** What was unpacked, and what makes it near. */
  readonly #nearOf = new WeakMap<object, () => object>();

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
    const near = (whole: object, plain: PlainObject) => this.#near({ whole, plain, part, loader });
    const groups = { objects: snapshot.objects, edges: snapshot.edges, allocations: snapshot.allocations };
    this.#nearOf.set(snapshot, () => {
      const present = Object.entries(groups).filter(([, columns]) => columns !== undefined);
      const nearGroups = present.map(([name, columns]) => [name, near(columns!, plain[name as 'edges'])]);
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
    this.#nearOf.set(whole, () => this.#near({ whole, plain: part.plain as PlainObject, part, loader }));
    return whole;
  }

  /**
   * The same for who looks at a few rows: only those pieces of its columns are read. What is not from this index is
   * given back.
   */
  near<T extends object>(whole: T): T {
    return (this.#nearOf.get(whole)?.() ?? whole) as T;
  }

  #near({ whole, plain, part, loader }: NearOrder): object {
    const { reader } = this;
    const { isRead } = loader;
    return nearObject({ whole, plain, stored: part.columns, reader, isRead });
  }

  #loader({ columns }: Part, compute: () => unknown): Loader {
    let anew: Packed | undefined;
    // Two properties may have the same one. Nothing is kept alive for that.
    const read = new Map<number, WeakRef<NumericArray>>();
    const isRead = (number: number) => anew !== undefined || read.get(number)?.deref() !== undefined;
    const load = (number: number) => {
      const known = read.get(number)?.deref();
      if (known !== undefined) return known;
      const stored = columns[number]!;
      if (anew === undefined) {
        const column = this.#columnOrNone(stored);
        if (column !== undefined) {
          read.set(number, new WeakRef(column));
          return column;
        }
        anew = pack(compute());
      }
      const column = anew.columns[number];
      if (column !== undefined && anew.columns.length === columns.length && column.length === stored.count)
        return column;
      throw new FormatError('the index file is damaged, and the snapshot has changed since it was opened', {
        hint: 'open it again',
      });
    };
    return { load, isRead };
  }

  #columnOrNone(stored: Part['columns'][number]): NumericArray | undefined {
    try {
      return this.reader.column(stored, this.#team);
    } catch (error) {
      if (!(error instanceof DamagedColumn)) throw error;
      if (!this.isDamaged) this.#tellDamage();
      this.isDamaged = true;
      return undefined;
    }
  }
}
