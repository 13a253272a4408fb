import { closeSync, fstatSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { NumericArray } from '../../base/shared-array.ts';
import { quietTask } from '../../base/task.ts';
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
import { placedPieces, readPieces, readWhole } from './read-pieces.ts';

/** Why a file is not the index that was looked for. `alien`: it is no index at all, and must not be overwritten. */
export type IndexProblem = 'missing' | 'alien' | 'damaged' | 'outdated' | 'other-snapshot' | 'not-ours';

/** A column is not as it was written. */
export class DamagedColumn extends Error {}

/** What an index must be of. */
export interface IndexExpectation {
  readonly writer: string;
  readonly identity: FileIdentity;
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

  /** In shared memory. Throws DamagedColumn, also where it cannot be read. O(length), done by the whole team where it is long. */
  column(stored: StoredColumn, team: Team = soloTeam): NumericArray {
    const column = newColumn(stored.type, stored.count);
    const pieces = placedPieces(stored);
    const task = { ...quietTask, team };
    const orders = cutEvenly(pieces.length, orderCount(stored.count, task)).map(([start, end]) => {
      return { descriptor: this.#descriptor, column, pieces: pieces.slice(start, end) };
    });
    const read =
      orders.length > 1 ? runAll(readPieces, orders, task) : soloTeam.start(readPieces, orders).wait(task);
    if (read.includes(false)) throw new DamagedColumn();
    return column;
  }

  /** Pieces of a column, one at a time, into memory that is not shared. */
  pieces(stored: StoredColumn): (number: number, into?: NumericArray) => NumericArray | undefined {
    const pieces = placedPieces(stored);
    const memory = new Uint8Array(Math.max(0, ...stored.pieces.map(([length]) => length)));
    return (number, into) => {
      const { start, offset, length, crc } = pieces[number]!;
      const count = Math.min(PIECE, stored.count - start);
      const column = into?.length === count ? into : newPrivateColumn(stored.type, count);
      const bytes = memory.subarray(0, length);
      const isWhole = readWhole(this.#descriptor, bytes, offset) && crc32(bytes) === crc;
      return isWhole && decodePiece(column, 0, bytes) ? column : undefined;
    };
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
