import type { Mark } from '../commands/command.ts';
import { escapeInJson, visible } from '../output/visible.ts';
import { type Completion, type Completions, completionsAt } from '../query/completion/completions.ts';
import { dotCommands } from './dot-commands/index.ts';
import { fileNames } from './file-names.ts';
import type { Session } from './session.ts';

/** What may stand at the cursor of a line of any kind. */
export function completions(session: Session, line: string, cursor: number): Completions {
  const { span, items } = offered(session, line, cursor);
  return { span, items: items.flatMap(typable) };
}

/**
 * What is offered is printed and put into the line, and names of a program or of files are untrusted bytes: between
 * quotes they are written with escapes, elsewhere nobody could have typed them.
 */
function typable(item: Completion): Completion[] {
  if (visible(item.text) === item.text) return [item];
  return item.text.startsWith('"') ? [{ ...item, text: escapeInJson(item.text) }] : [];
}

function offered(session: Session, line: string, cursor: number): Completions {
  const before = line.slice(0, cursor);
  if (before.trimStart().startsWith('.')) return dotCompletions(before);
  return completionsAt(line, cursor, session.commands, {
    heap: session.current,
    results: session.results.known.map((name) => ({
      name,
      detail: visible(session.results.commandOf(name) ?? 'a result'),
    })),
    snapshots: session.snapshots.map(({ name }) => name),
    marks: session.marks.filter(({ heap }) => session.current?.isOf(heap)).map(markOffer),
    files: fileNames,
  });
}

/** `cache`: `dict {"a": 1, …}` */
function markOffer({ name, heap, object }: Mark): { name: string; detail: string } {
  const type = heap.snapshot.types[heap.snapshot.objects.typeIndexes[object]!]!.name;
  const described = heap.runtime.describe(heap.snapshot, object) ?? '';
  return { name, detail: visible(`the mark of a ${type} ${described}`.trim()) };
}

/** A word of the shell, or its argument. */
function dotCompletions(before: string): Completions {
  const [, name, typed = ''] = /^\s*(\.\S*)(?:\s+(.*))?$/s.exec(before) ?? [];
  const hasArgument = /\S\s/.test(before.trimStart());
  const word = hasArgument ? typed : (name ?? '');
  const offered: readonly Completion[] = hasArgument
    ? argumentsOf(name ?? '', word).map((text) => ({ text, detail: undefined }))
    : dotCommands.map((command) => ({ text: command.name, detail: command.doc, isCommand: true }));
  return {
    span: { start: before.length - word.length, end: before.length },
    items: offered.filter(({ text }) => text.startsWith(word)),
  };
}

function argumentsOf(name: string, typed: string): readonly string[] {
  const { completes } = dotCommands.find((command) => command.name === name) ?? {};
  return completes === 'file' ? fileNames(typed) : (completes ?? []);
}
