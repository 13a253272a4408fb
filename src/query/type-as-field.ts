import type { Heap } from './heap.ts';
import { dottedName } from './parser/names.ts';
import { slotText } from './slot-name.ts';

/** `Map->Session`: how objects of that type are asked for; undefined: there is no such type. */
export function typeAsField(name: string, heap: Heap): string | undefined {
  const type = typeText(name, heap);
  if (type === undefined) return undefined;
  const { entriesSlot } = heap.runtime;
  const entries =
    entriesSlot === undefined ? '' : `, of a Map \`SET->${slotText(entriesSlot)}->* and ${type}\``;
  return `\`${name}\` is a type: those that a set refers to are \`SET->* and ${type}\`${entries}`;
}

/** The same where edges are asked for. */
export function typeAsEdge(name: string, heap: Heap): string | undefined {
  const type = typeText(name, heap);
  return type && `\`${name}\` is a type: the references to its objects are *->${type}`;
}

function typeText(name: string, { snapshot }: Heap): string | undefined {
  if (!snapshot.types.some((type) => type.name === name)) return undefined;
  dottedName.lastIndex = 0;
  return dottedName.exec(name)?.[0] === name ? name : JSON.stringify(name);
}
