import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressHash } from '../../src/base/address-hash.ts';
import { ABSENT, type AddressIndex, addressWords, DuplicateAddress } from '../../src/base/address-index.ts';
import { buildAddressPages } from '../../src/base/build-address-pages.ts';
import { CancelledError } from '../../src/base/errors.ts';
import { indexAddresses, indexOver } from '../../src/base/index-addresses.ts';
import { sharedArray } from '../../src/base/shared-array.ts';
import { quietTask, type Task } from '../../src/base/task.ts';
import { soloTeam } from '../../src/base/team.ts';

const anyAddress = fc.bigInt({ min: 1n, max: (1n << 64n) - 1n });
const heapAddress = fc.nat({ max: 100_000 }).map((n) => 0x7fff_ffff_0000_0000n + 8n * BigInt(n));
const addresses = fc.uniqueArray(fc.oneof(anyAddress, heapAddress), { maxLength: 300, size: 'max' });

function find(index: AddressIndex, address: bigint): number {
  const [low, high] = addressWords(BigUint64Array.of(address));
  return index.find(low!, high!);
}

function expectAll(index: AddressIndex, column: BigUint64Array, others: readonly bigint[]): void {
  const found = new Uint32Array(column.length);
  index.findAll(addressWords(column), found);
  for (const [i, address] of column.entries()) {
    expect(find(index, address)).toBe(i);
    expect(found[i]).toBe(i);
  }
  for (const other of others) if (!column.includes(other)) expect(find(index, other)).toBe(ABSENT);
}

describe('an address index', () => {
  test('of millions can be stopped', () => {
    const step = () => {
      throw new CancelledError();
    };
    for (const build of [
      indexAddresses,
      (column: BigUint64Array, task: Task) => AddressHash.build(addressWords(column), task),
    ])
      expect(() => build(BigUint64Array.of(16n), { phase: () => undefined, step })).toThrow(CancelledError);
  });

  test('finds every address and no other', () => {
    fc.assert(
      fc.property(addresses, fc.array(fc.oneof(anyAddress, heapAddress)), (list, others) => {
        const column = BigUint64Array.from(list);
        for (const index of [AddressHash.build(addressWords(column)), indexAddresses(column)]) {
          expectAll(index, column, others);
          expectAll(indexOver(structuredClone(index.columns)), column, others);
        }
      }),
    );
  });

  test('pages hold dense heaps at any alignment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 5000 }), (shift, count) => {
        const start = 0xffff_0000_0000_0000n;
        const column = BigUint64Array.from({ length: count }, (_, i) => start + (BigInt(i) << BigInt(shift)));
        const pages = buildAddressPages(addressWords(column));
        if (pages !== undefined)
          expectAll(pages, column, [start - 1n, start + 1n, start + (BigInt(count) << BigInt(shift))]);
        if (shift <= 10) expect(pages).toBeDefined();
      }),
      { numRuns: 20 },
    );
  });

  test('finds what it is asked for again and again, and what is between the places of the others', () => {
    const start = 0x7f80_0000_0000n;
    const column = BigUint64Array.from(
      { length: 2000 },
      (_, i) => start + 0x8000_0010n * BigInt(i & 1) + 32n * BigInt(i),
    );
    for (const i of [7, 700, 1400]) column[i]! += 8n;
    const index = indexAddresses(column);
    const positions = new Map([...column].map((address, i) => [address, i]));
    expect(index.columns.kind).toBe('pages');
    const near = fc.nat({ max: 9000 }).map((n) => start + 8n * BigInt(n));
    const asked = fc.oneof(
      fc.nat({ max: 1999 }).map((i) => column[i]!),
      near,
      fc.constant(0n),
      anyAddress,
    );
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 50 }), fc.integer({ min: 1, max: 200 }), (few, times) => {
        const many = BigUint64Array.from(Array.from({ length: times }, () => few).flat());
        const found = new Uint32Array(many.length);
        index.findAll(addressWords(many), found);
        expect([...found]).toEqual([...many].map((address) => positions.get(address) ?? ABSENT));
      }),
    );
  });

  test('is the same whatever addresses are marked together, and tells of two that are the same', () => {
    const many = fc.array(heapAddress, { minLength: 1, maxLength: 300, size: 'max' });
    fc.assert(
      fc.property(many, fc.integer({ min: 2, max: 5 }), (list, size) => {
        const column = sharedArray(BigUint64Array, list.length);
        column.set(list);
        const task = { ...quietTask, team: { ...soloTeam, size, leastRows: 1 } };
        if (new Set(list).size === list.length) expectAll(indexAddresses(column, task), column, [1n]);
        else expect(() => indexAddresses(column, task)).toThrow(DuplicateAddress);
      }),
    );
  });

  test('strewn addresses do not take a page each', () => {
    const strewn = BigUint64Array.from({ length: 10_000 }, (_, i) => (BigInt(i) << 40n) + 8n);
    expect(buildAddressPages(addressWords(strewn))).toBeUndefined();
    expectAll(indexAddresses(strewn), strewn, [1n]);
  });

  test('zero is no address, however often it is there', () => {
    const column = BigUint64Array.of(0n, 16n, 0n);
    expect(find(indexAddresses(column), 0n)).toBe(ABSENT);
    expect(find(AddressHash.build(addressWords(column)), 0n)).toBe(ABSENT);
    expect(find(indexAddresses(column), 16n)).toBe(1);
  });

  test('an address that is there twice is an error that says where', () => {
    const addresses = BigUint64Array.of(16n, 32n, 16n);
    const column = addressWords(addresses);
    for (const build of [() => AddressHash.build(column), () => indexAddresses(addresses)]) {
      expect(build).toThrow(DuplicateAddress);
      expect(build).toThrow('position 2');
    }
  });
});
