import { FormatError } from '../../base/errors.ts';
import type { Chunk } from './chunks.ts';

/** A JSON object out of a chunk: every look at it is checked, and what is not as it should be is a FormatError. */
export class JsonObject {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #chunk: Chunk;

  static parse(chunk: Chunk): JsonObject {
    try {
      return new JsonObject(JSON.parse(Buffer.from(chunk.payload).toString('utf8')), chunk);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new FormatError(`${chunk.tag} is no JSON: ${error.message}`, {
        where: { offset: chunk.offset },
        cause: error,
      });
    }
  }

  private constructor(value: unknown, chunk: Chunk) {
    this.#chunk = chunk;
    if (!isRecord(value)) throw this.error('an object was expected');
    this.#value = value;
  }

  error(message: string): FormatError {
    return new FormatError(`${this.#chunk.tag}: ${message}`, { where: { offset: this.#chunk.offset } });
  }

  /** Undefined when the key is missing or null. */
  optionalText(key: string): string | undefined {
    return this.#optional(key, isText, 'a text');
  }

  optionalNumber(key: string): number | undefined {
    return this.#optional(key, isNumber, 'a number');
  }

  text(key: string): string {
    return this.#required(key, this.optionalText(key));
  }

  /** A count: not negative, and whole. */
  count(key: string): number {
    return this.#required(key, this.#optional(key, isCount, 'a count'));
  }

  flag(key: string, otherwise: boolean): boolean {
    return this.#optional(key, isFlag, 'true or false') ?? otherwise;
  }

  /** Empty when missing. */
  texts(key: string): readonly string[] {
    return this.#optional(key, isTexts, 'a list of texts') ?? [];
  }

  optionalAddress(key: string): bigint | undefined {
    const text = this.#optional(key, isAddress, 'an address');
    return text === undefined ? undefined : BigInt(text);
  }

  address(key: string): bigint {
    return this.#required(key, this.optionalAddress(key));
  }

  addresses(key: string): readonly bigint[] {
    return (this.#optional(key, isAddresses, 'a list of addresses') ?? []).map(BigInt);
  }

  optionalObject(key: string): JsonObject | undefined {
    const value = this.#optional(key, isRecord, 'an object');
    return value && new JsonObject(value, this.#chunk);
  }

  objects(key: string): readonly JsonObject[] {
    const values = this.#optional(key, Array.isArray, 'a list') ?? [];
    return values.map((value: unknown) => new JsonObject(value, this.#chunk));
  }

  /** A list of `[text, number]`; empty when missing. */
  pairs(key: string): readonly (readonly [string, number])[] {
    return this.#optional(key, isPairs, 'a list of pairs') ?? [];
  }

  #optional<T>(key: string, is: (value: unknown) => value is T, expected: string): T | undefined {
    const value = Object.hasOwn(this.#value, key) ? this.#value[key] : undefined;
    if (value === undefined || value === null) return undefined;
    if (!is(value)) throw this.error(`"${key}" should be ${expected}`);
    return value;
  }

  #required<T>(key: string, value: T | undefined): T {
    if (value === undefined) throw this.error(`"${key}" is missing`);
    return value;
  }
}

const ADDRESS = /^0x[0-9a-f]{1,16}$/i;

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isAddress = (value: unknown): value is string => isText(value) && ADDRESS.test(value);
const isAddresses = (value: unknown): value is string[] => Array.isArray(value) && value.every(isAddress);
const isPairs = (value: unknown): value is [string, number][] =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && isText(pair[0]) && isNumber(pair[1]));
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
