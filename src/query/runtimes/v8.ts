import type { Runtime } from './runtime.ts';
import { describe } from './v8/describe.ts';
import { devToolsDistances } from './v8/distances.ts';
import { fieldNames, fieldReader, itemReader } from './v8/fields.ts';
import { leavesNumbersOut } from './v8/leaves-numbers-out.ts';
import { location } from './v8/location.ts';
import { mayHoldNumber } from './v8/may-hold-number.ts';
import { remark } from './v8/root.ts';
import { subclasses } from './v8/subclasses.ts';
import { typeAliases } from './v8/type-aliases.ts';
import { unsureLengths } from './v8/unsure-lengths.ts';

/** JavaScript in V8, and in other engines that write its snapshots. */
export const v8: Runtime = {
  id: 'v8',
  nullName: 'null',
  booleanNames: { true: 'true', false: 'false' },
  typeAliases,
  dictField: undefined,
  entriesSlot: 'table',
  itemsAreFields: true,
  internalsAreItems: false,
  localsField: undefined,
  columnFields: new Map(),
  emptyFields: new Set(),
  fieldReader,
  itemReader,
  subclasses,
  fieldNames,
  describe,
  location,
  classOrDictOwner: (snapshot, objectIndex) =>
    snapshot.types[snapshot.objects.typeIndexes[objectIndex]!]!.name,
  leavesNumbersOut,
  mayHoldNumber,
  remark,
  unsureLengths,
  stores: { slots: ['properties', 'elements'], cell: 'system / PropertyCell' },
  distances: devToolsDistances,
};
