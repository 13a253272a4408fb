import { NONE } from '../../model/kinds.ts';
import type { HeapSnapshot } from '../../model/snapshot.ts';
import { describe } from './python/describe.ts';
import { fieldNames } from './python/field-names.ts';
import { emptyFields, fieldReader, itemReader } from './python/fields.ts';
import { location } from './python/location.ts';
import { subclasses } from './python/subclasses.ts';
import { typeAliases } from './python/type-aliases.ts';
import type { OwnerLookup, Runtime } from './runtime.ts';

/** CPython, 3.8 and later. */
export const python: Runtime = {
  id: 'cpython',
  nullName: 'None',
  booleanNames: { true: 'True', false: 'False' },
  typeAliases,
  dictField: '__dict__',
  entriesSlot: undefined,
  itemsAreFields: false,
  internalsAreItems: true,
  localsField: 'f_locals',
  columnFields: new Map([
    ['tb_lineno', { kinds: ['traceback'], column: 'line' }],
    ['f_lineno', { kinds: ['frame'], column: 'line' }],
    ['co_firstlineno', { kinds: ['code'], column: 'line' }],
    ['__name__', { kinds: ['function', 'type', 'module'], column: 'name' }],
    ['__qualname__', { kinds: ['function', 'type'], column: 'name' }],
  ]),
  emptyFields,
  fieldReader,
  itemReader,
  subclasses,
  fieldNames,
  describe,
  location,
  classOrDictOwner,
};

function classOrDictOwner(snapshot: HeapSnapshot, objectIndex: number, owners: OwnerLookup): string {
  const { objects, types } = snapshot;
  const type = types[objects.typeIndexes[objectIndex]!]!;
  const owner = type.kind === 'dict' ? owners(objectIndex) : NONE;
  return owner === NONE ? type.name : `dict of ${types[objects.typeIndexes[owner]!]!.name}`;
}
