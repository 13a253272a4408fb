import { defineCommand } from './command.ts';
import { unfold, unfoldOptions } from './reference-view/unfold.ts';

export const refs = defineCommand({
  name: 'refs',
  aliases: ['referents', 'show_refs'],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'where the tree begins' }],
  options: unfoldOptions,
  group: 'paths',
  summary: 'A tree of what an object refers to',
  description: `Each line is a reference by its name and the object it leads to, in the order in which the object holds them. An
object is unfolded once, where it is nearest to the top; elsewhere it is marked as repeated, or as a cycle when it
is its own ancestor. Keys of a dict that are plain values have no line: the names of its entries tell them.
References beyond --too-many are counted, not shown. Weak references are shown, and marked.

Costs the references of the objects that are unfolded.`,
  examples: ['frame | sample 1 | refs', 'traceback | head 1 | refs --depth 2 --exclude type'],
  run: (context, args) => unfold(context, args, 'out'),
});
