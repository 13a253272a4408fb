import type { HeapSnapshot } from '../../model/snapshot.ts';
import type { FileIdentity } from './identity.ts';
import type { PartWriter, WriteOrder } from './write-job.ts';

/** Where the index of a snapshot is, and what goes for it. */
export interface IndexStore {
  /** Which program this is, to the build: what another one has written is not read. */
  readonly writer: string;
  /** The user named the file: it is written however small the snapshot is, no other file is overwritten, and problems are told. */
  readonly isExplicit: boolean;
  /** How many objects and edges a snapshot must have for an index in the cache. */
  readonly leastRows: number;
  pathFor(identity: FileIdentity): string;
  /** Begins to write, in this thread or another. */
  write(order: WriteOrder): PartWriter;
  /** A line for the user. */
  warn(message: string): void;
  /** Reads the snapshot anew, now, without its index. Throws FormatError. */
  reread(file: string): HeapSnapshot;
}
