import { listText, scalarText } from './front-matter-value.ts';
import type { FrontMatter, SnapshotIdentity } from './session-file.ts';

/** The version of the format that is written, and the newest that is read. */
export const FORMAT_VERSION = 1;

/** The front matter with the lines around it. */
export function frontMatterText(values: FrontMatter): string {
  return `---\n${frontMatterLines(values)
    .map(([, line]) => `${line}\n`)
    .join('')}---\n`;
}

/** A line a key, in order; keys without a value are left out. */
export function frontMatterLines(values: FrontMatter): [key: string, line: string][] {
  const { formatVersion, snapshots, writtenBy, date } = values;
  const texts: [key: string, text: string | undefined][] = [
    ['heapsh', String(formatVersion ?? FORMAT_VERSION)],
    ['snapshot', ofSnapshots(snapshots, ({ file }) => optionalScalar(file))],
    ['path', ofSnapshots(snapshots, ({ path }) => optionalScalar(path))],
    ['sha256', ofSnapshots(snapshots, ({ sha256 }) => optionalScalar(sha256))],
    ['runtime', ofSnapshots(snapshots, ({ runtime }) => optionalScalar(runtime))],
    ['objects', ofSnapshots(snapshots, ({ objectCount }) => objectCount?.toString())],
    ['written-by', optionalScalar(writtenBy)],
    ['date', optionalScalar(date)],
  ];
  return texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, `${key}: ${text}`]]));
}

function optionalScalar(value: string | undefined): string | undefined {
  return value === undefined ? undefined : scalarText(value);
}

/** One snapshot's value is a scalar; those of more are a list, in the order of the files. */
function ofSnapshots(
  snapshots: readonly SnapshotIdentity[],
  text: (snapshot: SnapshotIdentity) => string | undefined,
): string | undefined {
  const texts = snapshots.map(text);
  if (texts.every((each) => each === undefined)) return undefined;
  return texts.length === 1 ? texts[0] : listText(texts.map((each) => each ?? 'null'));
}
