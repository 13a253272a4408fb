import { basename, resolve } from 'node:path';
import type { Heap } from '../../query/heap.ts';
import { expandHome } from '../home-path.ts';
import { headText } from '../session-file/append.ts';
import { FORMAT_VERSION, frontMatterLines } from '../session-file/front-matter-text.ts';
import type { SnapshotIdentity } from '../session-file/session-file.ts';
import { FileHash } from './file-hash.ts';

/** The first answer waits for the digests of snapshots of so many bytes, some milliseconds. */
const AT_ONCE = 4 << 20;

/**
 * The beginning of a session file. Digests of large snapshots are not there yet when it is written: a comment of the same
 * length keeps their place.
 */
export class SessionHead {
  readonly text: string;
  /** The comment; undefined: nothing is missing. */
  #placeholder: string | undefined;
  readonly #snapshots: readonly SnapshotIdentity[];
  readonly #hashes: readonly FileHash[];

  constructor(heaps: readonly Heap[], version: string, date: Date) {
    this.#snapshots = heaps.map(identityOf);
    this.#hashes = heaps.map((heap) => new FileHash(pathOf(heap)));
    const files = heaps.filter((heap) => pathOf(heap) !== undefined);
    const bytes = files.reduce((sum, { snapshot }) => sum + snapshot.source.fileSize, 0);
    const areKnown = bytes <= AT_ONCE && this.#hashes.every((hash) => hash.work(Infinity));
    const text = headText(
      {
        formatVersion: FORMAT_VERSION,
        snapshots: areKnown ? this.#digested() : this.#snapshots,
        writtenBy: `heapsh ${version}`,
        date: `${date.toISOString().slice(0, 19)}Z`,
      },
      heaps.length === 0 ? undefined : heaps.map(({ name }) => name).join(', '),
    );
    if (areKnown) {
      this.text = text;
    } else {
      this.#placeholder = placeholderOf(this.#snapshots);
      this.text = text.replace(/\n---\n/, () => `\n${this.#placeholder}\n---\n`);
    }
  }

  /** Works on the digests for about so long, and has the comment replaced when they are there. True: nothing is left to do. */
  work(milliseconds: number, fill: (line: string, by: string) => void): boolean {
    if (this.#placeholder === undefined) return true;
    const end = performance.now() + milliseconds;
    for (const hash of this.#hashes) if (!hash.work(end - performance.now())) return false;
    const line = digestLine(this.#digested());
    if (line !== undefined) fill(this.#placeholder, line.padEnd(this.#placeholder.length));
    this.#placeholder = undefined;
    return true;
  }

  close(): void {
    for (const hash of this.#hashes) hash.close();
  }

  #digested(): SnapshotIdentity[] {
    return this.#snapshots.map((snapshot, i) => ({ ...snapshot, sha256: this.#hashes[i]!.sha256 }));
  }
}

/** Without its digest. */
export function identityOf(heap: Heap): SnapshotIdentity {
  const { source, capture, objectCount } = heap.snapshot;
  return {
    file: basename(source.file),
    path: pathOf(heap),
    sha256: undefined,
    runtime: `${capture.runtime} ${capture.runtimeVersion}`.trim(),
    objectCount,
  };
}

/** Of its file, with all folders; undefined: it came from standard input or a pipe, and cannot be opened again. */
export function pathOf({ snapshot: { source } }: Heap): string | undefined {
  return source.isStream ? undefined : resolve(expandHome(source.file));
}

function placeholderOf(snapshots: readonly SnapshotIdentity[]): string {
  // One that begins with a digit is quoted.
  const longest = digestLine(snapshots.map((snapshot) => ({ ...snapshot, sha256: '0'.repeat(64) })))!;
  return '# sha256: not computed yet'.padEnd(longest.length);
}

function digestLine(snapshots: readonly SnapshotIdentity[]): string | undefined {
  const values = { formatVersion: undefined, snapshots, writtenBy: undefined, date: undefined };
  return frontMatterLines(values).find(([key]) => key === 'sha256')?.[1];
}
