import { FORMAT_VERSION } from './front-matter-text.ts';
import { parseValue } from './front-matter-value.ts';
import type { FrontMatter, FrontMatterPart, Problem, SnapshotIdentity, SourceRange } from './session-file.ts';
import { isCut, type SourceLine } from './source-lines.ts';
import { isSha256 } from './trailer.ts';

const DELIMITER = /^\uFEFF?---[ \t]*$/;
const keyLine = /^([A-Za-z][\w-]*):(?:[ \t]+(.*))?$/;
// What other programs put into front matter: comments, lists, nested keys. It is theirs, and passed over.
const otherYaml = /^\s*$|^\s|^#|^- |^["']|^[^\s`>][^`]*:(?:\s|$)/;

/**
 * The front matter that the lines begin with, and the index of the first line behind it. Seven scalars need no YAML
 * library: keys with a scalar or a flat list are read, anything else is passed over.
 */
export function parseFrontMatter(
  lines: readonly SourceLine[],
  problems: Problem[],
): { part: FrontMatterPart; next: number } | undefined {
  if (lines[0] === undefined || !DELIMITER.test(lines[0].text)) return undefined;
  let end = 1;
  while (end < lines.length && !DELIMITER.test(lines[end]!.text) && mayBeYaml(lines[end]!)) end++;
  const closing = lines[end];
  if (closing !== undefined && !DELIMITER.test(closing.text)) {
    problems.push({ lineNumber: 1, message: 'front matter has no `---` at its end: it is read as prose' });
    return undefined;
  }
  const last = closing ?? lines.at(-1)!;
  const { values, keyRanges } = readKeys(lines.slice(1, end), problems);
  return {
    part: {
      range: { start: 0, end: last.next },
      values,
      keyRanges,
      closing: closing && { start: closing.start, end: closing.end },
    },
    next: closing === undefined ? lines.length : end + 1,
  };
}

function mayBeYaml(line: SourceLine): boolean {
  return isCut(line) || otherYaml.test(line.text);
}

function readKeys(lines: readonly SourceLine[], problems: Problem[]) {
  const texts = new Map<string, readonly (string | undefined)[]>();
  const keyRanges = new Map<string, SourceRange>();
  const lineNumbers = new Map<string, number>();
  const problem = (key: string, message: string) => {
    problems.push({ lineNumber: lineNumbers.get(key) ?? 1, message: `${key}: ${message}` });
  };
  for (const line of lines) {
    const [, key, text = ''] = keyLine.exec(line.text) ?? [];
    if (key === undefined || !knownKeys.has(key)) continue;
    const isSecond = keyRanges.has(key);
    lineNumbers.set(key, line.number);
    keyRanges.set(key, { start: line.start, end: line.end });
    const value = parseValue(text);
    if (isSecond) problem(key, 'is told twice; the last one holds');
    if (value === undefined) problem(key, 'is neither a value nor a list of values');
    else texts.set(key, value);
  }
  return { values: frontMatterOf(texts, problem), keyRanges };
}

const knownKeys = new Set([
  'heapsh',
  'snapshot',
  'path',
  'sha256',
  'runtime',
  'objects',
  'written-by',
  'date',
]);

type Tell = (key: string, message: string) => void;

function frontMatterOf(
  texts: ReadonlyMap<string, readonly (string | undefined)[]>,
  problem: Tell,
): FrontMatter {
  const formatVersion = countOf('heapsh', texts.get('heapsh')?.[0], problem);
  if (formatVersion !== undefined && formatVersion > FORMAT_VERSION) {
    problem('heapsh', `version ${formatVersion} is newer than this heapsh reads (${FORMAT_VERSION})`);
  }
  return {
    formatVersion,
    snapshots: snapshotsOf(texts, problem),
    writtenBy: texts.get('written-by')?.[0],
    date: texts.get('date')?.[0],
  };
}

function snapshotsOf(
  texts: ReadonlyMap<string, readonly (string | undefined)[]>,
  problem: Tell,
): SnapshotIdentity[] {
  const of = (key: string) => texts.get(key) ?? [];
  const [files, digests] = [of('snapshot'), of('sha256')];
  const [runtimes, counts, paths] = [of('runtime'), of('objects'), of('path')];
  const count = Math.max(files.length, digests.length, runtimes.length, counts.length, paths.length);
  return Array.from({ length: count }, (_, i) => ({
    file: files[i],
    ...(paths[i] === undefined ? {} : { path: paths[i] }),
    sha256: sha256Of(digests[i], problem),
    runtime: runtimes[i],
    objectCount: countOf('objects', counts[i], problem),
  }));
}

function sha256Of(text: string | undefined, problem: Tell): string | undefined {
  const digits = text?.toLowerCase();
  if (digits === undefined || isSha256(digits)) return digits;
  problem('sha256', 'is not 64 hexadecimal digits');
  return undefined;
}

function countOf(key: string, text: string | undefined, problem: Tell): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  problem(key, 'is not a count');
  return undefined;
}
