import { totalmem } from 'node:os';
import type { AddressIndex } from '../../base/address-index.ts';
import { FormatError } from '../../base/errors.ts';
import { inStages, type Stages } from '../../base/stages.ts';
import { teamOf } from '../../base/team.ts';
import { findAddress } from '../../model/address-lookup.ts';
import { NONE } from '../../model/kinds.ts';
import type { CaptureFacts, HeapSnapshot } from '../../model/snapshot.ts';
import { SnapshotBuilder } from '../../model/snapshot-builder.ts';
import type { ReadOptions } from '../format.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { partialReason, refuseWhatIsNotWhole } from './ending.ts';
import { placeBlocks } from './placed-blocks.ts';
import { mostEdges, readEdges } from './read-edges.ts';
import { readExtraEdges } from './read-extra-edges.ts';
import { readObjects } from './read-objects.ts';
import { readRoots } from './read-roots.ts';
import { type Scan, scan } from './scan.ts';

/** Bytes of a file in which there is much for threads to do. */
const WORTH_THREADS = 2 << 20;

/** Milliseconds, of 3.8 million objects. */
const stages: Stages = [
  ['reading the file', 90],
  ['reading objects', 100],
  ['indexing addresses', 80],
  ['reading edges', 300],
  ['counting references', 70],
];

/**
 * Reads a `.heapsh` file. It is gone through once; what is whole stays in memory as it is stored (about 8 bytes an
 * object) and is inflated twice in part: addresses and values first, then, when every address is known, edges. So no
 * edge is ever held as an address, nothing is allocated before it is known how much, and where a block's rows and edges
 * go is known before it is inflated: the task's threads share the blocks.
 */
export async function readHeapsh(source: ByteSource, given: ReadOptions): Promise<HeapSnapshot> {
  const options = { ...given, task: inStages(given.task, stages) };
  const { partial, task } = options;
  const builder = new SnapshotBuilder();
  task.phase('reading the file');
  if (source.fileSize >= WORTH_THREADS) teamOf(task).begin();
  const contents = await scan(source, builder, options);
  if (!partial) refuseWhatIsNotWhole(contents);
  const placement = placeBlocks(contents);
  refuseWhatHasNoRoom(placement.objectCount, mostEdges(contents, placement));
  task.phase('reading objects');
  readObjects(placement, contents.tables, builder, task);
  task.phase('indexing addresses');
  const index = builder.indexAddresses(task);
  const extras = readExtraEdges(contents, index, task);
  task.phase('reading edges');
  readEdges(placement, extras, contents, builder, index, task);
  builder.deriveRoots(readRoots(contents, builder, index));
  relateTypes(contents, builder, index);
  task.phase('counting references');
  return builder.finish(
    {
      file: source.file,
      isStream: source.isStream,
      // Of a damaged stream the end may never come.
      fileSize: source.fileSize || source.bytesRead,
      formatId: 'heapsh',
      formatLabel: 'heapsh',
      partial: partialReason(contents),
    },
    captureFacts(contents, index),
    task,
  );
}

const BYTES_AN_OBJECT = 60;
const BYTES_AN_EDGE = 9;

/** A small file can say that it holds a billion edges. */
function refuseWhatHasNoRoom(objectCount: number, edgeCount: number): void {
  const needed = objectCount * BYTES_AN_OBJECT + edgeCount * BYTES_AN_EDGE;
  if (needed < totalmem()) return;
  const inGiB = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  throw new FormatError(
    `${objectCount} objects and ${edgeCount} edges need ${inGiB(needed)} of memory, and this machine has ${inGiB(totalmem())}`,
    { hint: 'open it on a larger machine' },
  );
}

/** Types refer to each other, and to their own objects, by address. */
function relateTypes({ tables }: Scan, builder: SnapshotBuilder, index: AddressIndex): void {
  const typeIndexes = new Map(tables.types.map(({ address }, typeIndex) => [address, typeIndex]));
  const known = (addresses: readonly bigint[]): number[] =>
    addresses.map((address) => typeIndexes.get(address)).filter((typeIndex) => typeIndex !== undefined);
  for (const [typeIndex, { address, bases, ancestors }] of tables.types.entries()) {
    builder.types.relate(typeIndex, {
      objectIndex: findAddress(index, address),
      bases: known(bases),
      ancestors: known(ancestors),
    });
  }
}

function captureFacts({ head, omissions }: Scan, index: AddressIndex): CaptureFacts {
  const threads = head.threads.map((thread) => ({
    ...thread,
    frames: thread.frames.map((address) => findAddress(index, address)).filter((object) => object !== NONE),
  }));
  return { ...head.capture, threads, omissions };
}
