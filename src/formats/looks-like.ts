/** What a file that is none of ours seems to be, to be told to the user. */
export function looksLike(prefix: Uint8Array): string {
  if (prefix.length === 0) return 'nothing: it is compressed, and empty or damaged inside';
  for (const [start, what] of signatures) {
    if (start.every((byte, i) => prefix[i] === byte)) return what;
  }
  const text = Buffer.from(prefix).toString('latin1');
  for (const [beginning, what] of profiles) if (beginning.test(text)) return what;
  if (/^\s*[[{]/.test(text)) return 'JSON';
  if (/^\s*<(!doctype|html)/i.test(text)) return 'a web page';
  return /^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text) ? 'text' : 'some binary file';
}

/** What else V8 writes, and DevTools opens beside snapshots. */
const profiles: readonly (readonly [RegExp, string])[] = [
  [/^\s*\{\s*"nodes"\s*:\s*\[\s*\{[^[]*"callFrame"/, 'a CPU profile of V8 (.cpuprofile)'],
  [
    /^\s*\{\s*"head"\s*:\s*\{[^[]*"callFrame"/,
    'an allocation profile of V8 (.heapprofile): what was allocated, not who holds it',
  ],
];

const ascii = (text: string): number[] => [...Buffer.from(text, 'latin1')];

const signatures: readonly (readonly [readonly number[], string])[] = [
  [ascii('\x7fELF'), 'an ELF file: a program or a core dump'],
  [ascii('JAVA PROFILE'), 'a Java heap dump (.hprof)'],
  [ascii('PK\x03\x04'), 'a zip archive'],
  [ascii('\x1f\x8b'), 'gzip inside of gzip'],
  [ascii('\x28\xb5\x2f\xfd'), 'a zstd file: decompress it first'],
  [ascii('\xfd7zXZ'), 'an xz file: decompress it first'],
  [ascii('BZh'), 'a bzip2 file: decompress it first'],
  [ascii('SQLite format 3'), 'an SQLite database'],
  [ascii('\x89PNG'), 'a picture'],
  [ascii('%PDF'), 'a PDF document'],
];
