import { defineCommand } from './command.ts';
import { unfold, unfoldOptions } from './reference-view/unfold.ts';

export const backrefs = defineCommand({
  name: 'backrefs',
  aliases: ['referrers', 'show_backrefs', 'findrefs'],
  takes: 'objects',
  params: [{ name: 'set', kind: 'set', doc: 'where the tree begins' }],
  options: unfoldOptions,
  group: 'paths',
  summary: 'A tree of what refers to an object',
  description: `Each line is a reference by its name and the object that holds it, those of lower number in the snapshot first. An
object is unfolded once, where it is nearest to the top; elsewhere it is marked as repeated, or as a cycle when it
is its own ancestor. Roots tell why they are roots. References beyond --too-many are counted, not shown. Weak
references are shown, and marked.

Costs the references to the objects that are unfolded, once the heap's referrers are known.`,
  examples: ['traceback | sample 1 | backrefs', 'traceback | head 1 | backrefs --depth 5 --exclude frame'],
  run: (context, args) => unfold(context, args, 'in'),
});
