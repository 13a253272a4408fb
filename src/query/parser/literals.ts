import type { Reader } from './reader.ts';

/** Decimal multiples are powers of ten, the `i` ones of two, as sizes are written everywhere but in memory shops. */
const units: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

const hexadecimal = /0[xX]([0-9a-fA-F]+)(?![\p{L}\p{N}_])/uy;
const decimal = /(\d[\d_]*)(\.\d+)?([eE][+-]?\d+)?/y;
const unitHere = /[\p{L}_][\p{L}\p{N}_]*/uy;
/** As people write them: nothing else that may stand behind a number reads so. */
const detachedUnit = /[ \t]+([kmgt]i?b)(?![\p{L}\p{N}_])/iuy;

/**
 * `12`, `1_000`, `2.5`, `1e6`, `0x10`, `10MB`, `4KiB`, `3k`: a number, or a bigint where a number would not be exact.
 * Undefined when no number stands here.
 */
export function takeNumber(reader: Reader): number | bigint | undefined {
  const start = reader.position;
  const hex = reader.take(hexadecimal);
  if (hex !== undefined) return exactInteger(`0x${hex[1]!.slice(0, 64)}`);
  const match = reader.take(decimal);
  if (match === undefined) return undefined;
  const digits = match[1]!.replaceAll('_', '');
  const unit = takeUnit(reader, start);
  if (match[2] === undefined && match[3] === undefined && digits.length < 400) {
    return smallest(BigInt(digits) * BigInt(unit));
  }
  const value = Number(`${digits}${match[2] ?? ''}${match[3] ?? ''}`) * unit;
  if (!Number.isFinite(value)) reader.failAt(reader.spanFrom(start), 'this number is too large');
  return value;
}

function takeUnit(reader: Reader, start: number): number {
  const word = reader.take(unitHere)?.[0];
  if (word === undefined) {
    refuseDetachedUnit(reader, start);
    return 1;
  }
  const factor = Object.hasOwn(units, word) ? units[word] : undefined;
  if (factor === undefined) {
    const meant = unitMeant(word);
    const hint = meant === undefined ? `units are ${unitNames}` : `did you mean ${meant}?`;
    reader.failAt(reader.spanFrom(start), `\`${word}\` is no unit`, hint);
  }
  return factor;
}

const unitNames = 'k M G T, kB MB GB TB, KiB MiB GiB TiB';

/** `2 GB`, `100 Mb` */
function refuseDetachedUnit(reader: Reader, start: number): void {
  const digits = reader.slice(reader.spanFrom(start));
  const word = reader.take(detachedUnit)?.[1];
  if (word === undefined) return;
  const message = 'a unit stands right behind its number, without a blank';
  reader.failAt(reader.spanFrom(start), message, `write ${digits}${unitMeant(word)}`);
}

/** The unit that is written in other letters: `Mb`, `gib`. */
function unitMeant(word: string): string | undefined {
  return Object.keys(units).find((unit) => unit.toLowerCase() === word.toLowerCase());
}

function exactInteger(digits: string): number | bigint {
  return smallest(BigInt(digits));
}

function smallest(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };
const stringBody = /[^"\\]*(?:\\[\s\S][^"\\]*)*/y;
const singleBody = /[^'\\]*(?:\\[\s\S][^'\\]*)*/y;
const escapeSequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/g;

/** `"text"` or `'text'`, with the escapes of JSON and Python. Undefined when no quote stands here. */
export function takeString(reader: Reader): string | undefined {
  const start = reader.position;
  const quote = reader.text[start];
  if (quote !== '"' && quote !== "'") return undefined;
  reader.position++;
  const body = reader.take(quote === '"' ? stringBody : singleBody)?.[0] ?? '';
  if (!reader.takeText(quote)) {
    reader.failAt({ start, end: reader.text.length }, `this text has no closing ${quote}`);
  }
  return body.replace(escapeSequence, (whole, x, u, braced, plain) => {
    const code = Number.parseInt(x ?? u ?? braced ?? '', 16);
    if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return escapes[plain] ?? plain;
  });
}

const regexBody = /\/((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;

/** `/pattern/flags`, checked to be a regular expression. Undefined when no slash stands here. */
export function takeRegex(reader: Reader): { source: string; flags: string } | undefined {
  if (!reader.at('/')) return undefined;
  const start = reader.position;
  const match = reader.take(regexBody);
  if (match === undefined) {
    reader.failAt({ start, end: reader.text.length }, 'this regular expression has no closing `/`');
  }
  const flags = match[2]!;
  if (!/^[imsu]*$/.test(flags)) {
    reader.failAt(
      reader.spanFrom(start),
      `flags of a regular expression are i, m, s and u, not \`${flags}\``,
    );
  }
  return { source: match[1]!, flags };
}
