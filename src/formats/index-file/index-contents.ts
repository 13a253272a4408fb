import { FormatError } from '../../base/errors.ts';
import type { NumericArray } from '../../base/shared-array.ts';
import type { Team } from '../../base/team.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { DamagedColumn, type IndexReader } from './index-reader.ts';
import type { Part } from './layout.ts';
import { type Packed, type Plain, pack, unpack, unpackSnapshot } from './pack.ts';

/** The name of the part that is the snapshot itself. */
export const SNAPSHOT = 'snapshot';

type LoadColumn = (column: number) => NumericArray;

/** Reads an open index. What is damaged is computed anew, so that who asks gets the right answer all the same. */
export class IndexContents {
  readonly reader: IndexReader;
  /** Whether something was found damaged so far. */
  isDamaged = false;
  readonly #tellDamage: () => void;
  readonly #team: Team | undefined;

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
    const plain = part.plain as { readonly source: { readonly [name: string]: Plain } };
    const named = { ...plain, source: { ...plain.source, file } };
    return unpackSnapshot(named, this.#loader(part, reread));
  }

  /** What `IndexWriter.add` was given under that name, its columns read when looked at; undefined: it is not in it. */
  part(name: string, compute: () => unknown): unknown {
    const part = this.reader.directory.parts[name];
    return part === undefined ? undefined : unpack(part.plain, this.#loader(part, compute));
  }

  #loader({ columns }: Part, compute: () => unknown): LoadColumn {
    let anew: Packed | undefined;
    // Two properties may have the same one. Nothing is kept alive for that.
    const read = new Map<number, WeakRef<NumericArray>>();
    return (number) => {
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
