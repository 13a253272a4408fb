import { formatCount } from '../../base/quantities.ts';
import { quietTask } from '../../base/task.ts';
import { facts } from '../facts.ts';
import type { Heap } from '../heap.ts';
import { objectsByType } from '../objects-by-type.ts';
import { memberText } from '../parser/names.ts';
import type { Wanted } from '../parser/wanted.ts';
import { shellSetNames } from '../sets/type-names.ts';
import type { CommandSyntax } from '../syntax.ts';
import { fieldNamesOf, itemLabelsOf } from './field-names.ts';

/** What completion may know beside the language. */
export interface CompletionSource {
  /** The current heap; undefined: none is open. */
  readonly heap: Heap | undefined;
  /** `$1`, `$2`, … and names that were given, and the line that each answers. */
  readonly results: readonly { readonly name: string; readonly detail: string }[];
  readonly snapshots: readonly string[];
  /** Objects of the current heap that were given names, and what each is. */
  readonly marks?: readonly { readonly name: string; readonly detail: string }[];
  /** Files whose path begins so. */
  files(prefix: string): readonly string[];
}

export interface Offer {
  readonly text: string;
  readonly detail: string | undefined;
  readonly isCommand?: boolean;
  /** Breaks ties: the more, the likelier. */
  readonly weight?: number;
}

/** Everything that may stand where `what` was looked for; what does not fit the typed word is left to the caller. */
export function offersFor(
  what: Wanted,
  typed: string,
  syntaxes: readonly CommandSyntax[],
  source: CompletionSource,
): Offer[] {
  switch (what.kind) {
    case 'command':
      return commandOffers(what.after, syntaxes);
    case 'known-command':
      return syntaxes.map(({ name, summary }) => ({ text: name, detail: summary }));
    case 'keyword':
      // Few predicates begin with it.
      return [{ text: what.word, detail: undefined, weight: what.word === 'not' ? 0 : FIRST }];
    case 'choice':
      return [{ text: what.word, detail: undefined, weight: FIRST }];
    case 'literal':
      return offeredLiterals.has(what.word) ? names([what.word]) : [];
    case 'option':
      return [{ text: `--${what.option.name}`, detail: what.option.doc }];
    case 'set':
      return typed.startsWith('(') ? bracketedOffers(source, typed) : setOffers(source, typed);
    case 'fact':
      return facts.map(({ name, doc }) => ({ text: `@${name}`, detail: doc }));
    case 'field':
      return names(fieldNamesOf(what.subject, what.path, source.heap).map(memberText));
    case 'dotted-field': {
      const names = fieldNamesOf(what.subject, [], source.heap);
      return names.map((name) => ({ text: `.${memberText(name)}`, detail: 'a field', weight: FIRST / 2 }));
    }
    case 'item':
      return names(itemLabelsOf(what.of, source.heap));
    case 'edge':
      return names(fieldNamesOf(what.of, [], source.heap).map(memberText));
    case 'column':
      return what.names.map((text) => ({ text, detail: 'a column', weight: FIRST }));
    case 'snapshot':
      return names(source.snapshots);
    case 'file':
      return names(source.files(typed));
  }
}

/** The other ways to write them need no offering. */
const offeredLiterals: ReadonlySet<string> = new Set(['True', 'False', 'None']);

/** More than any type has objects: the language's own words come first. */
const FIRST = Number.MAX_VALUE;

function names(texts: readonly string[]): Offer[] {
  return texts.map((text) => ({ text, detail: undefined }));
}

function commandOffers(after: 'start' | 'pipe', syntaxes: readonly CommandSyntax[]): Offer[] {
  const barred = after === 'start' ? 'rows' : 'nothing';
  return syntaxes
    .filter(({ takes }) => takes !== barred)
    .map(({ name, summary }) => ({ text: name, detail: summary, isCommand: true, weight: FIRST }));
}

function setOffers({ heap, results, snapshots, marks = [] }: CompletionSource, typed: string): Offer[] {
  const shell = shellSetNames.map((text) => ({ text, detail: undefined }));
  const others = snapshots.map((name) => ({ text: `${name}:`, detail: 'another snapshot' }));
  const own = results.map(({ name, detail }) => ({ text: name, detail }));
  const marked = marks.map(({ name, detail }) => ({ text: name, detail, weight: FIRST }));
  return [...marked, ...(heap === undefined ? [] : typeOffers(heap, typed)), ...shell, ...own, ...others];
}

/** `(comp`: a bracket may begin the name of a type as well as a set. */
function bracketedOffers(source: CompletionSource, typed: string): Offer[] {
  const offers = setOffers(source, typed.slice(1));
  return offers.map((offer) => (offer.text.startsWith('"(') ? offer : { ...offer, text: `(${offer.text}` }));
}

/**
 * Types by name, with how many objects they have; names that would not be read as one word are quoted. A type whose name
 * without its module begins as typed goes by that: `AstroidMan` is gone on from, not replaced.
 */
function typeOffers(heap: Heap, typed: string): Offer[] {
  const { first } = heap.derived(objectsByType, quietTask);
  const counts = new Map<string, number>();
  for (const [index, { name }] of heap.snapshot.types.entries()) {
    counts.set(name, (counts.get(name) ?? 0) + first[index + 1]! - first[index]!);
  }
  const shortened = shortNames(counts.keys(), typed);
  return Array.from(counts, ([name, count]) => {
    const objects = `${formatCount(count)} ${count === 1 ? 'object' : 'objects'}`;
    const short = shortened.get(name);
    if (short !== undefined) return { text: short, detail: `${name}, ${objects}`, weight: count };
    const isBare = bareName.test(name) && !typed.startsWith('"');
    const text = isBare ? name : JSON.stringify(name);
    return { text, detail: objects, weight: count };
  });
}

/** Qualified names to their ends, where these begin with a typed word without a dot and mean no other type. */
function shortNames(names: Iterable<string>, typed: string): Map<string, string> {
  const shortened = new Map<string, string>();
  if (typed === '' || typed.includes('.')) return shortened;
  const owners = new Map<string, string[]>();
  for (const name of names) {
    const end = name.slice(name.lastIndexOf('.') + 1);
    if (end.startsWith(typed) && bareName.test(end)) owners.set(end, [...(owners.get(end) ?? []), name]);
  }
  for (const [end, [name, ...others]] of owners)
    if (others.length === 0 && name !== end) shortened.set(name!, end);
  return shortened;
}

const bareName = /^[\p{L}_][\p{L}\p{N}_$]*(?:\.(?:[\p{L}_][\p{L}\p{N}_$]*|<\w+>))*$/u;
