import { rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { HeapshError, UsageError } from '../../base/errors.ts';
import { formatBytesAligned, formatCount } from '../../base/quantities.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { IndexReader } from '../../formats/index-file/index-reader.ts';
import { type IndexEntry, indexEntries, sweep } from '../../formats/index-file/make-room.ts';
import { visible } from '../../output/visible.ts';
import { shortenHome } from '../home-path.ts';
import { cacheFolder } from '../indexes/cache-folder.ts';
import type { CommandLineOption } from './options.ts';
import { readOptions } from './read-options.ts';
import { optionLines } from './usage.ts';

const indexOptions: readonly CommandLineOption[] = [
  { name: 'all', doc: 'rm: all of them' },
  { name: 'help', short: 'h', doc: 'print this' },
];

/** `heapsh index ls`, `heapsh index rm`: the index files in the cache; gives the exit status. Throws HeapshError. */
export async function runIndex(
  argv: readonly string[],
  print: (text: string) => Promise<number>,
): Promise<number> {
  const { options, operands, rest } = readOptions(argv, indexOptions, 'heapsh index --help');
  const has = (name: string) => options.some((option) => option.name === name);
  const [verb = 'ls', ...files] = [...operands, ...rest];
  if (has('help')) return await print(inLines(usage()));
  const folder = cacheFolder(process.env);
  sweep(folder);
  const entries = indexEntries(folder);
  if (verb === 'ls' && files.length === 0 && !has('all')) return await print(inLines(list(entries, folder)));
  if (verb === 'rm') return await print(inLines(removed(chosen(entries, files, has('all')))));
  throw new UsageError('index lists its files (ls) or removes some (rm)', { hint: 'heapsh index --help' });
}

function list(entries: readonly IndexEntry[], folder: string): string[] {
  if (entries.length === 0) return [`no index files in ${visible(shortenHome(folder))}`];
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  const name = entries.length === 1 ? '1 file' : `${formatCount(entries.length)} files`;
  const width = Math.max(...entries.map(({ path }) => basename(path).length));
  const total = `${name.padEnd(width)}  ${sizeText(bytes)}  in all`;
  return [...entries.map(entryLine), total];
}

function sizeText(bytes: number): string {
  return formatBytesAligned(bytes).padStart(10);
}

function entryLine({ path, size, lastUsed }: IndexEntry): string {
  return `${basename(path)}  ${sizeText(size)}  ${age(lastUsed)}  ${snapshotText(path)}`;
}

function age(lastUsed: number): string {
  const minutes = Math.max(0, Date.now() - lastUsed) / 60_000;
  const [count, unit] =
    minutes < 120 ? [minutes, 'min'] : minutes < 2880 ? [minutes / 60, 'h'] : [minutes / 1440, 'days'];
  return `used ${Math.floor(count)} ${unit} ago`.padEnd('used 99 days ago'.length);
}

function snapshotText(path: string): string {
  const reader = IndexReader.open(path);
  return typeof reader === 'string' ? `(${reader})` : visible(shortenHome(reader.directory.file));
}

/** Those that are asked for, by their own names or their snapshots'. */
function chosen(
  entries: readonly IndexEntry[],
  files: readonly string[],
  isAll: boolean,
): readonly IndexEntry[] {
  if (isAll === files.length > 0) {
    throw new UsageError('which index is to be removed?', { hint: 'heapsh index rm FILE…, or --all' });
  }
  if (isAll) return entries;
  return files.flatMap((file) => {
    const found = entries.filter((entry) => isCalled(entry, file));
    if (found.length > 0) return found;
    throw new HeapshError(`no index has the name ${file}, and none is of a snapshot of that name`, {
      hint: 'heapsh index ls lists them',
    });
  });
}

function isCalled({ path }: IndexEntry, file: string): boolean {
  if (basename(path) === file || path === resolve(file)) return true;
  const reader = IndexReader.open(path);
  return typeof reader !== 'string' && reader.directory.file === resolve(file);
}

function removed(entries: readonly IndexEntry[]): string[] {
  return entries.map(({ path }) => {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw new HeapshError(`${path} cannot be removed: ${systemErrorText(error)}`, { cause: error });
    }
    return `removed ${visible(basename(path))}`;
  });
}

function usage(): string[] {
  return [
    'usage: heapsh index ls',
    '       heapsh index rm FILE…',
    '       heapsh index rm --all',
    '',
    'The index files that make snapshots open at once when they are opened again: name, size, when it was last used, and',
    'the snapshot; then how many, and how large in all. FILE is one of these names, or a snapshot. They are in $XDG_CACHE_HOME/heapsh (or ~/.cache/heapsh),',
    'take 8 GiB at the most, or half of what the disk has left; those not used for longest go first. Snapshots of less than a',
    'million objects and references have none: they open as quickly without.',
    '',
    ...optionLines(indexOptions),
  ];
}

function inLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
