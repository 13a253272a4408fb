import { ExpectationError } from '../base/errors.ts';
import { defineCommand } from './command.ts';
import { ExpectationText } from './expectation/expectation-text.ts';
import { exactWithoutWeak } from './result.ts';

export const expect = defineCommand({
  name: 'expect',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  params: [{ name: 'predicate', kind: 'expectation', doc: 'what must hold: count(SET) < 1000, $3.rows = 5' }],
  options: [],
  group: 'session',
  summary: 'Says what must hold, and fails when it does not',
  description: `A test of the heap: a script stops where it fails, and the exit status is 1. Its values are
count(SET), bytes(SET) (of the objects themselves), retained(SET) (what would be freed with them all) and exists(SET);
$3.rows, $3.length (a column of the first row), $3[2].length and $3[2].@retained of earlier results, $4 alone where it
is a number; cache.size and cache.@retained of a marked object; and arithmetic of these. They are compared and joined as in other predicates, with and, or, not.

A type that there is none of has no objects here, and a count, number or size of a result without rows is 0 (any other of its
columns is None), which a note tells: what was leaked may be gone. The answer is true and has no number. Of an \`and\`, what
failed first is told, and what stands behind it is not computed, as behind what holds of an \`or\`.

Costs what its sets cost; retained one search of the heap.`,
  examples: ['expect count(traceback) < 100k and exists(frame)', 'expect retained(traceback) < 100MB'],
  run(context, { predicate }) {
    const { heap } = context;
    const { holds, parts, notes } = context.judge(predicate);
    const words = new ExpectationText(predicate, heap);
    if (!holds) {
      const [failed] = parts;
      const { start, end } = failed!.node;
      const where = { column: start, length: end - start };
      throw new ExpectationError(words.failed(failed!), { where, hint: notes.join('; ') || undefined });
    }
    const text = parts.map((part) => words.held(part)).join('; ');
    return { kind: 'scalar', heap, provenance: exactWithoutWeak, value: true, unit: 'boolean', text };
  },
});
