import { QueryError } from '../base/errors.ts';
import { formatCount } from '../base/quantities.ts';
import { objectWord } from '../query/edges/edge-text.ts';
import type { Heap } from '../query/heap.ts';
import { defineCommand } from './command.ts';
import { textResult } from './result.ts';
import { sourceLineReader } from './stack/source-lines.ts';
import { stackHeads } from './stack/stack-heads.ts';
import { type TracebackOptions, tracebackLines } from './stack/traceback-lines.ts';

const MOST_PRINTED = 20;

export const tb = defineCommand({
  name: 'tb',
  aliases: ['print_tb', 'bt'],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'tracebacks, frames or exceptions' }],
  options: [
    { name: 'limit', kind: 'number', doc: "as print_tb's: only so many entries, from the end when negative" },
    {
      name: 'source',
      kind: 'flag',
      doc: 'show source lines, from the files where they exist on this machine',
    },
  ],
  group: 'python',
  summary: 'Prints a traceback, a stack or an exception as Python prints it',
  description: `A traceback is followed by tb_next from the one that is given, as traceback.print_tb does; a frame by f_back, as
print_stack does; an exception is printed with its traceback and its message. Most recent call last; an entry
that repeats more than three times in a row is folded as Python folds it. Of a set in which one leads to the
next, such as a row of chains, only the first is printed: the others are its lines.

--limit N takes the first N entries that Python meets: of a traceback the oldest calls, of a stack the newest.
The snapshot holds no source text: files are read only when --source asks for it.`,
  examples: ['traceback | sample 1 | tb --limit 5', 'AstroidImportError | head 1 | tb --limit 2'],
  run(context, args) {
    const set = context.subjects(args.set);
    const { heap } = set;
    const indexes = stackHeads(set, context.task);
    const printed = indexes.subarray(0, MOST_PRINTED);
    if (printed.length < indexes.length) {
      context.note(`printed the first ${MOST_PRINTED} of ${formatCount(indexes.length)}`);
    }
    if (args.source !== true)
      context.note('source lines are left out: --source reads them where the files exist');
    const options: TracebackOptions = {
      limit: limitArgument(args.limit),
      sourceLine: args.source === true ? sourceLineReader() : () => undefined,
      task: context.task,
    };
    const lines = Array.from(printed, (object) => [
      ...(indexes.length > 1 ? [title(heap, object)] : []),
      ...tracebackLines(heap, object, options),
    ]);
    return textResult(heap, lines.flat());
  },
});

function limitArgument(limit: number | undefined): number | undefined {
  if (limit === undefined || Number.isSafeInteger(limit)) return limit;
  throw new QueryError(`--limit takes a whole number of entries, not ${limit}`);
}

/** Tells several apart. */
function title(heap: Heap, object: number): string {
  const { types, objects } = heap.snapshot;
  return `${types[objects.typeIndexes[object]!]!.name} ${objectWord(heap, object)}:`;
}
