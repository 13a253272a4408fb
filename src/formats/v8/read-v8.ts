import type { CaptureFacts, HeapSnapshot } from '../../model/snapshot.ts';
import type { ReadOptions } from '../format.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { buildSnapshot } from './build-snapshot.ts';
import { ByteCursor, EndOfFile } from './byte-cursor.ts';
import { EdgeTable } from './edge-table.ts';
import { cutShort, partialReason, refuseWhatDoesNotFit } from './ending.ts';
import { identityOf } from './identity.ts';
import { SectionReader } from './section-reader.ts';

/** As large as the pieces that files are read by. */
const CHUNK = 4 << 20;

/**
 * Reads a `.heapsnapshot`: JSON, gone through once, byte by byte and never as a text, its numbers straight into columns.
 * Peak memory is that of the snapshot, a third more while it is made. `chunkSize`: bytes read at once, for tests.
 */
export async function readV8(
  source: ByteSource,
  { partial, task }: ReadOptions,
  chunkSize = CHUNK,
): Promise<HeapSnapshot> {
  task.phase('reading the file');
  const cursor = new ByteCursor(source, chunkSize, task);
  const reader = new SectionReader(cursor, source.fileSize);
  const end = await endOf(reader);
  if (end === undefined) refuseWhatDoesNotFit(reader, cursor.offset);
  else if (!partial) throw cutShort(reader, end);
  const reason = end && partialReason(reader, end);
  const { nodes, strings, locations } = reader;
  // Who got here has a header and nodes; references may be missing altogether.
  const header = reader.header!;
  const builder = buildSnapshot(
    {
      header,
      nodes: nodes!,
      edges: reader.edges ?? new EdgeTable(header, 0),
      locations,
      strings,
      end: cursor.offset,
      isPartial: end !== undefined,
    },
    task,
  );
  return builder.finish(
    {
      file: source.file,
      isStream: source.isStream,
      fileSize: source.fileSize,
      formatId: 'v8',
      formatLabel: 'V8 heap snapshot',
      partial: reason,
    },
    { ...captureFacts(header.traceFunctionCount), identity: identityOf(nodes!.ids.finish()) },
    task,
  );
}

/** Where a file ends that is cut short. */
async function endOf(reader: SectionReader): Promise<EndOfFile | undefined> {
  try {
    await reader.read();
    return undefined;
  } catch (error) {
    if (error instanceof EndOfFile) return error;
    throw error;
  }
}

/** The file says neither which program it is of nor when it was captured. */
function captureFacts(traceFunctionCount: number): CaptureFacts {
  return {
    runtime: 'v8',
    runtimeVersion: '',
    writer: '',
    platform: '',
    arguments: [],
    processId: undefined,
    started: undefined,
    captured: undefined,
    residentSize: undefined,
    method: undefined,
    hasValues: true,
    series: undefined,
    threads: [],
    omissions: traceFunctionCount > 0 ? ['allocation stacks, which heapsh does not read yet'] : [],
    identity: 'stable',
  };
}
