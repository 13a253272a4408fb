import { FormatError } from '../../base/errors.ts';
import type { CaptureFacts } from '../../model/snapshot.ts';
import type { Chunk } from './chunks.ts';
import { JsonObject } from './json-object.ts';

const VERSION = 1;

export interface HeadThread {
  readonly id: string;
  readonly name: string;
  /** Addresses, innermost first. */
  readonly frames: readonly bigint[];
}

/** What HEAD says, before addresses can be resolved. */
export interface Head {
  readonly capture: Omit<CaptureFacts, 'threads' | 'omissions'>;
  readonly threads: readonly HeadThread[];
  readonly rootKinds: readonly string[];
  /** Of None. */
  readonly nullAddress: bigint | undefined;
}

/** Throws FormatError, also when the file was written for a newer reader. */
export function readHead(chunk: Chunk): Head {
  const json = JsonObject.parse(chunk);
  refuseNewer(json, chunk);
  return {
    capture: captureFacts(json),
    threads: json.objects('threads').map(readThread),
    rootKinds: json.texts('rootKinds'),
    nullAddress: json.optionalAddress('null'),
  };
}

function refuseNewer(json: JsonObject, chunk: Chunk): void {
  const version = json.count('format');
  if (version === VERSION) return;
  throw new FormatError(`this snapshot has version ${version} of the format, and heapsh reads ${VERSION}`, {
    where: { offset: chunk.offset },
    hint: version > VERSION ? 'a newer heapsh is needed' : 'capture it again',
  });
}

function captureFacts(json: JsonObject): Head['capture'] {
  return {
    runtime: json.text('runtime'),
    runtimeVersion: json.text('runtimeVersion'),
    writer: json.text('writer'),
    platform: json.optionalText('platform') ?? '',
    arguments: json.texts('argv'),
    processId: json.optionalNumber('pid'),
    started: json.optionalText('started'),
    captured: json.optionalText('captured'),
    residentSize: json.optionalNumber('rss'),
    method: json.optionalText('method'),
    hasValues: json.flag('values', true),
    series: readSeries(json.optionalObject('series')),
    // CPython gives a freed address to the next object.
    identity: 'reused',
  };
}

function readSeries(series: JsonObject | undefined): CaptureFacts['series'] {
  return series && { id: series.text('id'), number: series.count('number') };
}

/** Thread ids are numbers that may be larger than 2^53: only shown, so a lost bit would do no harm, but a text is safe. */
function readThread(thread: JsonObject): HeadThread {
  const id = thread.optionalNumber('id');
  return {
    id: id === undefined ? '' : String(id),
    name: thread.optionalText('name') ?? '',
    frames: thread.addresses('frames'),
  };
}
