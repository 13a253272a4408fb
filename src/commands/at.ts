import { QueryError } from '../base/errors.ts';
import { formatCount } from '../base/quantities.ts';
import { allocationStack } from '../query/allocation.ts';
import { lengthNote } from '../query/lengths.ts';
import type { ObjectSet } from '../query/object-set.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { fieldRows } from './object-view/field-rows.ts';
import { objectFacts } from './object-view/object-facts.ts';
import { referrerRows } from './object-view/referrer-rows.ts';
import { rootPath } from './object-view/root-path.ts';
import { exactWithoutWeak } from './result.ts';

const MOST_FIELDS = 100;
const MOST_REFERRERS = 20;

export const at = defineCommand({
  name: 'at',
  aliases: ['addr', 'inspect', 'do', 'print', 'x'],
  takes: 'objects',
  params: [{ name: 'address', kind: 'set', doc: '0x…, @id, or a SET of exactly one object: $3[0]' }],
  options: [],
  group: 'look',
  summary: 'One object: what it is, what it refers to, who refers to it, how a root reaches it',
  description: `Facts, then the fields by name: runs of elements that are the same object are folded, and after
${MOST_FIELDS} the rest is counted; SET->* has them all. Who refers to it is counted by type and edge name, the
most frequent first. The path is a shortest one from a root, of the program where such a one reaches it, by edges
that are not weak. retained is what would be freed with it, in bytes; dominator the nearest object that every way from a root goes through. Where the runtime recorded
allocations, the calls that made it follow, the last one first, each with the line on which its function begins.

Costs the object's own edges and referrers, once the heap's referrers, distances and dominators are known.`,
  examples: ['at traceback[0]', 'traceback | head 1 | at'],
  run(context, args) {
    const set = context.subjects(args.address);
    const { heap } = set;
    const objectIndex = onlyObject(set, context);
    const remarks = [heap.runtime.remark?.(heap.near, objectIndex), lengthNote(heap, objectIndex)];
    for (const remark of remarks) if (remark !== undefined) context.note(remark);
    const fields = fieldRows(heap, objectIndex, MOST_FIELDS);
    const referrers = referrerRows(heap, objectIndex, MOST_REFERRERS, context.task);
    return {
      kind: 'object',
      heap,
      provenance: exactWithoutWeak,
      objectIndex,
      facts: objectFacts(heap, objectIndex, context.task),
      fields: fields.rows,
      fieldCount: fields.count,
      referrers: referrers.rows,
      referrerCount: referrers.count,
      allocation: allocationStack(heap.near, objectIndex),
      path: rootPath(heap, objectIndex, context.task),
    };
  },
});

function onlyObject({ indexes }: ObjectSet, context: CommandContext): number {
  if (indexes.length === 1) return indexes[0]!;
  if (indexes.length === 0) throw new QueryError('at takes one object, and the set is empty');
  const isResult = context.input !== undefined;
  throw new QueryError(`at takes one object, and here are ${formatCount(indexes.length)} objects`, {
    hint: isResult ? 'put `head 1` or `sample 1` before it' : 'take one of them: SET | sample 1 | at',
  });
}
