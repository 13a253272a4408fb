import type { HeapSnapshot } from '../../src/model/snapshot.ts';
import type { StringTable } from '../../src/model/string-table.ts';

/**
 * Every property of a snapshot down to the last, whatever the model has: string tables by their texts and what they
 * find, functions by what they answer. Two snapshots are the same when these are equal.
 */
export function everythingOf(snapshot: HeapSnapshot): unknown {
  const { objectAt, ...rest } = snapshot;
  const addresses = [...new Set([...snapshot.objects.addresses, 0n, 1n, -1n, 1n << 64n])];
  return { ...(plainOf(rest) as object), objectAt: addresses.map((address) => objectAt(address)) };
}

function plainOf(value: unknown): unknown {
  if (typeof value === 'function') throw new Error(`what should ${value.name} answer?`);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plainOf);
  if (isTable(value)) return tableOf(value);
  const properties = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(properties.map(([name, item]) => [name, plainOf(item)]));
}

function isTable(value: object): value is StringTable {
  return 'find' in value && 'text' in value;
}

function tableOf(table: StringTable): unknown {
  const texts = Array.from({ length: table.count }, (_, id) => table.text(id));
  return {
    texts,
    bytes: texts.map((_, id) => Buffer.from(table.bytes(id)).toString('hex')),
    found: [...texts, 'what nobody is called'].map((text) => table.find(text)),
  };
}
