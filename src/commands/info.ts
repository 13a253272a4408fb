import { NONE } from '../model/kinds.ts';
import { defineCommand } from './command.ts';
import { exactWithoutWeak, smallTable } from './result.ts';
import { captureFacts } from './snapshot-facts/capture-facts.ts';
import { cutFacts } from './snapshot-facts/cut-facts.ts';
import { fileFacts } from './snapshot-facts/file-facts.ts';
import { heapFacts } from './snapshot-facts/heap-facts.ts';
import { rootFacts } from './snapshot-facts/root-facts.ts';

export const info = defineCommand({
  name: 'info',
  aliases: [],
  takes: 'nothing',
  params: [],
  options: [],
  group: 'snapshots',
  summary: 'What the snapshot is: runtime, size, roots, when and how it was captured, what it left out',
  description: `One fact a row: name, value. Rows about objects are handles for them: roots of a kind, the unreachable
ones, a thread's frames.

objects, edges and bytes are totals; unreachable are the objects that no root leads to by edges that are not
weak. A weak edge (a weakref, an entry of a weak dictionary) does not keep its target alive: where an answer
followed such too, its last line says \`weak edges included\`.

A root is where what is alive begins. By kind: module, a module that is loaded; builtins, the one of the built-in
functions; thread, a frame that a thread runs or what is local to a thread; interpreter, what the interpreter
itself keeps, as its table of modules; immortal, an object without a refcount to which nothing refers; hidden,
one whose refcount is larger than the references that the snapshot shows, so that something it does not show
holds it: C code, a static variable. only_hidden are the objects that hidden roots alone lead to. Of a V8 heap: global, the program's globals;
system, what the engine holds; hidden, what only weak references lead to. only_system are the objects that no
global leads to.

objects, bytes and edges are those of the whole snapshot, whatever is cut; freed and freed_bytes are what the cuts
made unreachable.

edges_to_nowhere were dropped because their target is not in the snapshot. sha256 is computed when asked, by
reading the file once more, and kept in the snapshot's index file.`,
  examples: ['info'],
  run({ heap, task }) {
    const facts = [
      ...fileFacts(heap, task),
      ...captureFacts(heap),
      ...heapFacts(heap, task),
      ...rootFacts(heap, task),
      ...cutFacts(heap, task),
    ].filter((fact) => fact.value !== undefined);
    return {
      ...smallTable(facts, [
        { name: 'name', unit: 'text', cell: (fact) => fact.name },
        { name: 'value', unit: 'text', unitOf: (fact) => fact.unit, cell: (fact) => fact.value },
      ]),
      heap,
      provenance: exactWithoutWeak,
      objectsOf: (row) => facts[row]!.objects?.() ?? new Uint32Array(0),
      subjectOf: () => NONE,
    };
  },
});
