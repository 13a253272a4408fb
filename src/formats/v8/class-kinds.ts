import type { ObjectKind } from '../../model/kinds.ts';

/** Built-in classes of JavaScript whose objects are more than fields. */
const kinds: ReadonlyMap<string, ObjectKind> = new Map([
  ['Array', 'list'],
  ['Map', 'dict'],
  ['WeakMap', 'dict'],
  ['Set', 'set'],
  ['WeakSet', 'set'],
  ['WeakRef', 'weakref'],
  ['FinalizationRegistry', 'weakref'],
  ['Generator', 'generator'],
  ['AsyncGenerator', 'generator'],
  ['Module', 'module'],
]);

/** What the objects of a class are, by the name of the class. */
export function kindOfClass(name: string): ObjectKind {
  if (name.startsWith('system / ')) return name.startsWith('system / Context') ? 'cell' : 'opaque';
  if (/^[A-Z]\w*Error$/.test(name) || name === 'Error') return 'exception';
  if (/ Iterator$/.test(name)) return 'iterator';
  return kinds.get(name) ?? 'instance';
}
