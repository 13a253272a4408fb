import { FormatError } from '../../base/errors.ts';
import type { NumericArray } from '../../base/shared-array.ts';
import type { Team } from '../../base/team.ts';
import { DamagedColumn, type IndexReader, type Reading } from './index-reader.ts';
import type { Part } from './layout.ts';
import { type Packed, pack } from './pack.ts';

export interface PartSource {
  readonly reader: IndexReader;
  readonly part: Part;
  /** Threads that may help with reading. */
  readonly team: Team | undefined;
  /** What was packed, in case that it is damaged. */
  readonly compute: () => unknown;
  readonly tellDamage: () => void;
}

/** Reads the columns of a part of an index, each when somebody first looks at it, or ahead of that. */
export class PartLoader {
  readonly #source: PartSource;
  /** Two properties may have the same one. Nothing is kept alive for that. */
  readonly #read = new Map<number, WeakRef<NumericArray>>();
  readonly #begun = new Map<number, Reading>();
  #anew: Packed | undefined;

  constructor(source: PartSource) {
    this.#source = source;
  }

  /** A column by its number. Throws FormatError when it is damaged and so is what it could be computed from. */
  readonly load = (number: number): NumericArray => {
    const known = this.#read.get(number)?.deref();
    if (known !== undefined) return known;
    if (this.#anew === undefined) {
      const column = this.#columnOrNone(number);
      if (column !== undefined) {
        this.#read.set(number, new WeakRef(column));
        return column;
      }
      this.#anew = pack(this.#source.compute());
    }
    return this.#computed(this.#anew, number);
  };

  /** Whether loading it takes no time. */
  readonly isRead = (number: number): boolean =>
    this.#anew !== undefined ||
    this.#read.get(number)?.deref() !== undefined ||
    this.#begun.get(number)?.isDone === true;

  /** Other threads read it meanwhile, until it is loaded or abandoned. */
  begin(number: number): void {
    if (this.isRead(number) || this.#begun.has(number)) return;
    const { reader, part, team } = this.#source;
    this.#begun.set(number, reader.begin(part.columns[number]!, team));
  }

  /** Nobody wants what was begun and has not been loaded. */
  abandon(): void {
    for (const reading of this.#begun.values()) reading.abandon();
    this.#begun.clear();
  }

  #columnOrNone(number: number): NumericArray | undefined {
    const { reader, part, team, tellDamage } = this.#source;
    const reading = this.#begun.get(number) ?? reader.begin(part.columns[number]!, team);
    this.#begun.delete(number);
    try {
      return reading.wait();
    } catch (error) {
      if (!(error instanceof DamagedColumn)) throw error;
      tellDamage();
      return undefined;
    }
  }

  #computed({ columns: computed }: Packed, number: number): NumericArray {
    const { columns } = this.#source.part;
    const column = computed[number];
    const isSame = computed.length === columns.length && column?.length === columns[number]!.count;
    if (column !== undefined && isSame) return column;
    throw new FormatError('the index file is damaged, and the snapshot has changed since it was opened', {
      hint: 'open it again',
    });
  }
}
