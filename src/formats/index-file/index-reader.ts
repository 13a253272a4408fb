import { closeSync, fstatSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type NumericArray, sharedCopy } from '../../base/shared-array.ts';
import { quietTask, type Task } from '../../base/task.ts';
import { cutEvenly, orderCount, runAll, soloTeam, type Team } from '../../base/team.ts';
import { decodePiece, PIECE, pieceCount } from './column-bytes.ts';
import { isColumnType, newColumn, newPrivateColumn } from './column-types.ts';
import { type FileIdentity, isSameFile } from './identity.ts';
import {
  type Directory,
  decodeHeader,
  HEADER_LENGTH,
  isIndexHeader,
  type Part,
  type StoredColumn,
} from './layout.ts';
import { pickPieces } from './pick-pieces.ts';
import { pieceTable, readPiece, readWhole, roomForPiece } from './piece-table.ts';
import { readPieces } from './read-pieces.ts';

/** Why a file is not the index that was looked for. `alien`: it is no index at all, and must not be overwritten. */
export type IndexProblem = 'missing' | 'alien' | 'damaged' | 'outdated' | 'other-snapshot' | 'not-ours';

/** A column is not as it was written. */
export class DamagedColumn extends Error {}

/** What an index must be of. */
export interface IndexExpectation {
  readonly writer: string;
  readonly identity: FileIdentity;
}

/** A column that is being read. */
export interface Reading {
  /** Throws DamagedColumn, also where it cannot be read. The whole team reads where it is long. */
  wait(): NumericArray;
  /** Whether that takes no time. */
  readonly isDone: boolean;
  /** Nobody wants it any more. */
  abandon(): void;
}

const closing = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

/**
 * An open index file. It stays readable when another process replaces or removes it. What it holds is checked when it
 * is read: the directory at once, each column by its checksum. Files of other users are not read: checksums tell of
 * accidents, not of intentions.
 */
export class IndexReader {
  readonly directory: Directory;
  /** Where what is added to it may begin. */
  readonly end: number;
  readonly #descriptor: number;

  /** Never throws for what is in the file, or that there is none. */
  static open(path: string, expected?: IndexExpectation): IndexReader | IndexProblem {
    let descriptor: number;
    try {
      descriptor = openSync(path, 'r');
    } catch {
      return 'missing';
    }
    const reader = readerOf(descriptor, expected);
    if (typeof reader === 'string') closeSync(descriptor);
    else closing.register(reader, descriptor);
    return reader;
  }

  constructor(descriptor: number, directory: Directory, end: number) {
    this.#descriptor = descriptor;
    this.directory = directory;
    this.end = end;
  }

  /** A column in shared memory, to be waited for or abandoned; the other threads of the team begin at once. O(length). */
  begin(stored: StoredColumn, team: Team = soloTeam): Reading {
    const column = newColumn(stored.type, stored.count);
    const task = { ...quietTask, team };
    const shared = { descriptor: this.#descriptor, column, pieces: pieceTable(stored) };
    const orders = cutEvenly(stored.pieces.length, orderCount(stored.count, task)).map(([from, to]) => {
      return { ...shared, from, to };
    });
    const running = (orders.length > 1 ? team : soloTeam).start(readPieces, orders);
    return {
      wait: () => {
        if (running.wait(task).includes(false)) throw new DamagedColumn();
        return column;
      },
      get isDone() {
        return running.isDone;
      },
      abandon: () => running.abandon(),
    };
  }

  /** Pieces of a column, one at a time, into memory that is not shared. */
  pieces(stored: StoredColumn): (number: number, into?: NumericArray) => NumericArray | undefined {
    const pieces = pieceTable(stored);
    const memory = roomForPiece(pieces);
    return (number, into) => {
      const count = Math.min(PIECE, stored.count - number * PIECE);
      const column = into?.length === count ? into : newPrivateColumn(stored.type, count);
      const bytes = readPiece(this.#descriptor, pieces, number, memory);
      return bytes !== undefined && decodePiece(column, 0, bytes) ? column : undefined;
    };
  }

  /**
   * Values at some rows, ascending, of which only their pieces are read. Undefined: some are damaged. O(length of those
   * pieces), by the whole team where they are many.
   */
  pick(stored: StoredColumn, rows: Uint32Array, task: Task): NumericArray | undefined {
    const { type, count } = stored;
    const values = newColumn(type, rows.length);
    const shared = { descriptor: this.#descriptor, count, pieces: pieceTable(stored) };
    const span = (rows.at(-1) ?? 0) - (rows[0] ?? 0);
    const parts = cutEvenly(rows.length, orderCount(Math.min(span, rows.length * PIECE), task));
    const given = parts.length > 1 ? sharedCopy(rows) : rows;
    const orders = parts.map(([from, to]) => {
      const part = values.subarray(from, to) as NumericArray;
      return { ...shared, rows: given.subarray(from, to), values: part };
    });
    const read =
      orders.length > 1 ? runAll(pickPieces, orders, task) : soloTeam.start(pickPieces, orders).wait(task);
    return read.includes(false) ? undefined : values;
  }

  /** Whether a path still names this very file. */
  isAt(descriptor: number): boolean {
    const a = fstatSync(descriptor);
    const b = fstatSync(this.#descriptor);
    return a.ino === b.ino && a.dev === b.dev;
  }
}

function readerOf(descriptor: number, expected: IndexExpectation | undefined): IndexReader | IndexProblem {
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) return 'alien';
  const begin = Buffer.alloc(Math.min(HEADER_LENGTH, stats.size));
  if (!readWhole(descriptor, begin, 0)) return 'damaged';
  if (!isIndexHeader(begin)) return 'alien';
  if (process.getuid !== undefined && stats.uid !== process.getuid()) return 'not-ours';
  const header = decodeHeader(begin);
  if (typeof header === 'string') return header;
  const end = header.offset + header.length;
  if (end > stats.size) return 'damaged';
  const text = Buffer.alloc(header.length);
  if (!readWhole(descriptor, text, header.offset) || crc32(text) !== header.crc) return 'damaged';
  const directory = JSON.parse(text.toString('utf8')) as Directory;
  if (expected !== undefined) {
    if (directory.writer !== expected.writer) return 'outdated';
    if (!isSameFile(directory.identity, expected.identity)) return 'other-snapshot';
  }
  if (!Object.values(directory.parts).every((part) => isWithin(part, header.offset))) return 'damaged';
  return new IndexReader(descriptor, directory, end);
}

function isWithin({ columns }: Part, end: number): boolean {
  return columns.every(({ type, count, offset, pieces }) => {
    const length = pieces.reduce((sum, [bytes]) => sum + bytes, 0);
    return isColumnType(type) && pieces.length === pieceCount(count) && offset + length <= end;
  });
}
