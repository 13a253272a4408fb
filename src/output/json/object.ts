import type { Heap } from '../../query/heap.ts';
import type { ObjectResult, PathStep } from '../../query/result.ts';
import { jsonCell, jsonMembers, jsonObjectView, jsonText } from './value.ts';

/** The members of an object's answer, beside command, kind and provenance. */
export function jsonObjectParts(result: ObjectResult): [string, string][] {
  const { heap } = result;
  return [
    ['object', jsonObjectView(heap, result.objectIndex)],
    ['facts', jsonFacts(result)],
    ['fields', jsonList(result.fields.map((field) => jsonField(heap, field)))],
    ['field_count', String(result.fieldCount)],
    ['referrers', jsonList(result.referrers.map((group) => jsonReferrers(heap, group)))],
    ['referrer_count', String(result.referrerCount)],
    ...jsonAllocation(result),
    ['path', jsonList(result.path.map((step) => jsonStep(heap, step)))],
  ];
}

export function jsonStep(heap: Heap, { object, edge, weak }: PathStep): string {
  return jsonMembers([
    ['object', jsonObjectView(heap, object)],
    ['edge', jsonText(edge)],
    ['weak', weak ? 'true' : undefined],
  ]);
}

export function jsonList(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function jsonFacts({ facts, heap }: ObjectResult): string {
  return jsonMembers(facts.map(({ name, value, unit }) => [name, jsonCell(value, unit, heap)]));
}

function jsonAllocation({ allocation = [] }: ObjectResult): [string, string][] {
  return allocation.length === 0 ? [] : [['allocation', jsonList(allocation.map(jsonCall))]];
}

function jsonCall({ name, file, line }: NonNullable<ObjectResult['allocation']>[number]): string {
  return jsonMembers([
    ['name', jsonText(name ?? '')],
    ['file', file === undefined ? undefined : jsonText(file)],
    ['line', line === undefined ? undefined : String(line)],
  ]);
}

function jsonField(heap: Heap, { edge, target, weak, repeat }: ObjectResult['fields'][number]): string {
  return jsonMembers([
    ['edge', jsonText(edge)],
    ['object', jsonObjectView(heap, target)],
    ['weak', weak ? 'true' : undefined],
    ['repeat', repeat > 1 ? String(repeat) : undefined],
  ]);
}

function jsonReferrers(heap: Heap, group: ObjectResult['referrers'][number]): string {
  return jsonMembers([
    ['count', String(group.count)],
    ['type', jsonText(group.type)],
    ['edge', jsonText(group.edge)],
    ['sample', jsonObjectView(heap, group.sample)],
  ]);
}
