import { CancelledError, FormatError } from '../../base/errors.ts';
import { inStages } from '../../base/stages.ts';
import type { Task } from '../../base/task.ts';
import { teamOf } from '../../base/team.ts';
import type { CaptureFacts, HeapSnapshot } from '../../model/snapshot.ts';
import type { ReadOptions } from '../format.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import {
  type BuiltSnapshot,
  buildSnapshot,
  type NamedStrings,
  nameStrings,
  type V8Sections,
} from './build-snapshot.ts';
import { ByteCursor } from './byte-cursor.ts';
import { EdgeTable } from './edge-table.ts';
import { type Ending, endingOf, misfitOf, partialReason, refusal } from './ending.ts';
import { firstLook, LEAST_TO_LOOK_AT } from './first-look.ts';
import { identityOf } from './identity.ts';
import { ParallelRows } from './parallel/parallel-rows.ts';
import { SectionReader } from './section-reader.ts';
import { stagesAlone, stagesTogether } from './stages.ts';
import { type WeakMaps, weakMapTables } from './weak-map-edges.ts';

/** As large as the pieces that files are read by. */
const CHUNK = 4 << 20;

/** For tests: how much is read at once, and how long the cuts are that threads share. */
export interface ReadSizes {
  readonly chunk?: number;
  readonly cut?: number;
  /** Of how many bytes a file has a first look. */
  readonly leastLook?: number;
}

/**
 * Reads a `.heapsnapshot`: JSON, gone through byte by byte and never as a text, its numbers straight into columns; those
 * of a large plain file by all threads of the task's team. Peak memory is that of the snapshot, a third more while it is
 * made.
 */
export async function readV8(
  source: ByteSource,
  options: ReadOptions,
  sizes: ReadSizes = {},
): Promise<HeapSnapshot> {
  const stages = canBeShared(source, options.task) ? stagesTogether : stagesAlone;
  const staged = { ...options, task: inStages(options.task, stages) };
  staged.task.phase('reading the file');
  return snapshotOf(source, await readSections(source, staged, sizes), staged);
}

/** By several threads. */
function canBeShared(source: ByteSource, task: Task): boolean {
  return source.seek !== undefined && teamOf(task).size > 1;
}

function snapshotOf(
  source: ByteSource,
  { reader, strings, weakMaps, end: early, offset }: Sections,
  { partial, task, onNumbered }: ReadOptions,
): HeapSnapshot {
  const end = early ?? misfitOf(reader, offset, partial);
  if (end !== undefined && !partial) throw refusal(reader, end);
  const reason = end && partialReason(reader, end);
  const { nodes, locations } = reader;
  // Who got here has a header and nodes; references may be missing altogether.
  const header = reader.header!;
  const { builder, numbering } = built(
    reader,
    {
      header,
      nodes: nodes!,
      edges: reader.edges ?? new EdgeTable(header, 0),
      locations,
      strings,
      weakMaps,
      traces: reader.traces,
      end: offset,
      isPartial: end !== undefined,
    },
    task,
  );
  onNumbered?.(numbering);
  return builder.finish(
    {
      file: source.file,
      isStream: source.isStream,
      fileSize: source.fileSize,
      formatId: 'v8',
      formatLabel: 'V8 heap snapshot',
      partial: reason,
    },
    {
      ...captureFacts(header.traceFunctionCount > 0 && builder.allocations === undefined),
      identity: identityOf(nodes!.ids.finish()),
    },
    task,
  );
}

function built(reader: SectionReader, sections: V8Sections, task: Task): BuiltSnapshot {
  try {
    return buildSnapshot(sections, task);
  } catch (error) {
    if (!(error instanceof FormatError) || sections.isPartial) throw error;
    throw refusal(reader, { error, what: 'damaged' });
  }
}

interface Sections {
  readonly reader: SectionReader;
  readonly strings: NamedStrings;
  readonly weakMaps: WeakMaps;
  /** How a file ends that is cut short or damaged. */
  readonly end: Ending | undefined;
  /** Where it does. */
  readonly offset: number;
}

async function readSections(source: ByteSource, options: ReadOptions, sizes: ReadSizes): Promise<Sections> {
  const { task } = options;
  if (canBeShared(source, task)) {
    const parallel = new ParallelRows(source.file, source.fileSize, task, sizes.cut);
    try {
      return await goThrough(source, options, sizes, parallel);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      await source.seek?.(0);
    } finally {
      parallel.abandon();
    }
  }
  return goThrough(source, options, sizes);
}

/** From the beginning to the end. */
async function goThrough(
  source: ByteSource,
  { partial, task, onFirstLook }: ReadOptions,
  { chunk = CHUNK, leastLook = LEAST_TO_LOOK_AT }: ReadSizes,
  parallel?: ParallelRows,
): Promise<Sections> {
  const cursor = new ByteCursor(source, chunk, task);
  let isTold = false;
  const tell = async (): Promise<void> => {
    task.phase('reading objects');
    parallel?.finish(reader.nodes);
    const look = firstLook(reader, task);
    isTold = true;
    if (look !== undefined) await onFirstLook?.(look);
  };
  const wantsLook = onFirstLook !== undefined;
  const lookAhead = async (): Promise<void> => {
    if (source.fileSize < leastLook || !(await reader.readStringsAhead(source.file))) return;
    await tell();
    task.phase('reading the file');
  };
  const reader = new SectionReader(cursor, source.fileSize, parallel, wantsLook ? lookAhead : undefined);
  const end = await endOf(reader, cursor, parallel === undefined);
  if (partial && end !== undefined && source.seek !== undefined && mayHaveStrings(end, reader)) {
    await reader.readStringsAhead(source.file);
  }
  // The rest while other threads parse.
  if (wantsLook && !isTold && end === undefined && cursor.offset >= leastLook) await tell();
  task.phase('indexing names');
  const strings = nameStrings(reader.strings, task);
  task.phase('reading rows');
  // What can be told of the nodes, while others still parse edges.
  parallel?.finish(reader.nodes);
  reader.nodes?.edgeStarts(reader.edges?.count ?? 0);
  task.phase('looking for weak maps');
  const weakMaps = weakMapsOf(reader, strings, task);
  task.phase('reading rows');
  parallel?.finish();
  return { reader, strings, weakMaps, end, offset: cursor.offset };
}

function weakMapsOf({ nodes }: SectionReader, { weakMaps }: NamedStrings, task: Task): WeakMaps {
  const heapIds = nodes?.ids.finish() ?? new Float64Array(0);
  return { ...weakMaps, nodes: weakMapTables(heapIds, weakMaps, task) };
}

/** How a file ends that is not whole. Where others read too, what is wrong is left to who reads alone. */
async function endOf(
  reader: SectionReader,
  cursor: ByteCursor,
  isAlone: boolean,
): Promise<Ending | undefined> {
  try {
    await reader.read();
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError) || error.where.offset === undefined) throw error;
    const ending = endingOf(error, reader.current, cursor.endsAsWhole);
    if (ending.what !== 'cut short' && !isAlone) throw error;
    return ending;
  }
}

/** Of a damaged file, which are mostly behind the damage. */
function mayHaveStrings({ what }: Ending, { whole, current }: SectionReader): boolean {
  return what !== 'cut short' && !whole.has('strings') && current !== 'strings';
}

/** The file says neither which program it is of nor when it was captured. */
function captureFacts(lacksStacks: boolean): CaptureFacts {
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
    omissions: lacksStacks ? ['allocation stacks, in a form that heapsh does not know'] : [],
    identity: 'stable',
  };
}
