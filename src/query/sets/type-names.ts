import { formatCount } from '../../base/quantities.ts';
import { STEP } from '../../base/task.ts';
import { NONE } from '../../model/kinds.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { SetNode, Span } from '../ast.ts';
import type { Heap } from '../heap.ts';
import { lostNameHint } from '../lost-names.ts';
import { alternatives, type Candidate, nearest } from '../nearest.ts';
import { objectsByType } from '../objects-by-type.ts';
import { habitHint, setsAreJoined } from '../parser/shell-habits.ts';
import { errorAt } from '../place-error.ts';
import { regexTest } from '../safe-regex.ts';
import type { Scope } from '../scope.ts';
import { isKnownField } from '../unknown-field.ts';

/** Which types a part of a set means. Throws QueryError when it means none. */
export function typesOf(node: SetNode, scope: Scope): readonly number[] {
  switch (node.kind) {
    case 'name':
      return namedTypes(node.name, node, scope);
    case 'quoted':
      return exactTypes(node.name, scope.heap) ?? unknownTypes(node.name, node, scope);
    case 'glob': {
      const test = globTest(node.pattern);
      return someTypes(node, scope, (type) => test(type.name));
    }
    case 'regex': {
      const test = regexTest(node.source, node.flags, node);
      return someTypes(node, scope, (type) => test(type.name));
    }
    case 'subclasses':
      return classlessTypes(node.of, scope) ?? withSubclasses(typesOf(node.of, scope), scope.heap);
    default:
      throw errorAt(node, 'expected the name of a type');
  }
}

/** By its own name; by another of its names, which is noted; by the end of its name when only one type ends so. */
function namedTypes(name: string, span: Span, scope: Scope): number[] {
  const exact = exactTypes(name, scope.heap);
  if (exact !== undefined) return exact;
  const alias = scope.heap.runtime.typeAliases.get(name);
  const aliased = alias === undefined ? undefined : exactTypes(alias, scope.heap);
  if (aliased !== undefined) {
    scope.note(`\`${name}\` is the type \`${alias}\``);
    return aliased;
  }
  const ending = typesWhere(scope.heap, (type) => type.name.endsWith(`.${name}`));
  if (ending.length === 0) return withoutObjects(name, scope) ?? unknownTypes(name, span, scope);
  const names = new Set(ending.map((index) => scope.heap.snapshot.types[index]!.name));
  if (names.size > 1) failAmbiguous(name, span, [...names], scope);
  return ending;
}

/** A class of the program without objects: an empty set, with a note of what may have been meant instead. */
function withoutObjects(name: string, scope: Scope): number[] | undefined {
  const { heap, note } = scope;
  const subclasses = heap.runtime.subclasses(heap.snapshot, name);
  if (subclasses === undefined) return undefined;
  const counts = countsByName(scope);
  const otherCase = [...counts.keys()].filter(
    (type) => type.toLowerCase() === name.toLowerCase() && (counts.get(type) ?? 0) > 0,
  );
  const hints = otherCase.map((type) => `did you mean ${countedName(type, counts)}?`);
  if (haveObjects(subclasses, counts, scope)) {
    hints.push(`\`${name}+\` has those of its subclasses`);
  }
  note([`no object is \`${name}\` itself`, ...hints].join('; '));
  return [];
}

/** Types of this name, or of this module and qualified name (`builtins.dict`). */
function exactTypes(name: string, heap: Heap): number[] | undefined {
  const named = typesWhere(heap, (type) => type.name === name);
  if (named.length > 0) return named;
  const qualified = typesWhere(heap, (type) => `${type.module}.${type.qualifiedName}` === name);
  return qualified.length === 0 ? undefined : qualified;
}

function typesWhere({ snapshot }: Heap, holds: (type: TypeRow) => boolean): number[] {
  const found: number[] = [];
  for (const [index, type] of snapshot.types.entries()) if (holds(type)) found.push(index);
  return found;
}

function someTypes(node: SetNode, scope: Scope, holds: (type: TypeRow) => boolean): number[] {
  const found = typesWhere(scope.heap, holds);
  if (found.length > 0) return found;
  if (scope.unknownTypesAreEmpty) return noteEmpty(['no type has such a name'], scope);
  throw errorAt(
    node,
    'no type has such a name',
    lostNameHint(scope.heap.snapshot) ?? '`hist` lists the types',
  );
}

/** `*` stands for any characters, `?` for one: matched without backtracking over more than the last `*`. */
export function globTest(pattern: string): (text: string) => boolean {
  return (text) => {
    let [at, p, star, resume] = [0, 0, -1, 0];
    while (at < text.length) {
      if (pattern[p] === '*') {
        star = p++;
        resume = at;
      } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[at])) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++resume;
      } else return false;
    }
    while (pattern[p] === '*') p++;
    return p === pattern.length;
  };
}

function withSubclasses(bases: readonly number[], heap: Heap): number[] {
  const wanted = new Set(bases);
  const found: number[] = [];
  for (const [index, type] of heap.snapshot.types.entries()) {
    if (wanted.has(index) || type.ancestors.some((each) => wanted.has(each))) found.push(index);
  }
  return found;
}

/** `Exception+`, when nothing is an Exception and no more: the class is no type of the snapshot. */
function classlessTypes(node: SetNode, { heap }: Scope): readonly number[] | undefined {
  if (node.kind !== 'name' && node.kind !== 'quoted') return undefined;
  const alias = heap.runtime.typeAliases.get(node.name);
  if (exactTypes(node.name, heap) !== undefined || alias !== undefined) return undefined;
  return heap.runtime.subclasses(heap.snapshot, node.name);
}

const MOST_LISTED = 8;

function failAmbiguous(name: string, span: Span, names: readonly string[], scope: Scope): never {
  const counts = countsByName(scope);
  const listed = names.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)).slice(0, MOST_LISTED);
  const rest = names.length > listed.length ? ` and ${names.length - listed.length} more` : '';
  const shown = listed.map((each) => `\`${each}\` (${formatCount(counts.get(each) ?? 0)})`);
  throw errorAt(
    span,
    `\`${name}\` is the end of ${names.length} types' names`,
    `say which: ${shown.join(', ')}${rest}`,
  );
}

function unknownTypes(name: string, span: Span, scope: Scope): number[] {
  const meant =
    habitHint(name) ??
    commandHint(name, scope) ??
    fieldHint(name, scope) ??
    nameHint(name, span, scope) ??
    (name.startsWith('(') ? setsAreJoined : undefined);
  if (scope.unknownTypesAreEmpty) return noteEmpty([`no type \`${name}\``, meant], scope);
  throw errorAt(span, `no type \`${name}\``, meant ?? '`hist` lists the types, `help` the commands');
}

function nameHint(name: string, span: Span, scope: Scope): string | undefined {
  const hints = [suggestion(name, span, scope), lostNameHint(scope.heap.snapshot)];
  return hints.filter(Boolean).join(' ') || undefined;
}

function commandHint(name: string, { known }: Scope): string | undefined {
  if (!known.commands.includes(name)) return undefined;
  return `\`${name}\` is a command, not a set: answers are \`_\`, \`$1\`, …, and \`${name} = …\` gives one that name`;
}

/** `Session.profile` where `Session->profile` was meant. */
function fieldHint(name: string, scope: Scope): string | undefined {
  for (let dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
    const of = name.slice(0, dot);
    const fields = name.slice(dot + 1).split('.');
    if (!isSet(of, scope)) continue;
    const areKnown = fields.every((field) => isKnownField(field, scope.heap));
    return areKnown ? `did you mean \`${[of, ...fields].join('->')}\`?` : undefined;
  }
  return undefined;
}

function isSet(name: string, { heap, result, mark }: Scope): boolean {
  if (result(name) !== undefined || mark?.(name, heap) !== undefined) return true;
  return (
    exactTypes(name, heap) !== undefined ||
    typesWhere(heap, (type) => type.name.endsWith(`.${name}`)).length === 1
  );
}

function noteEmpty([what, ...more]: readonly (string | undefined)[], scope: Scope): number[] {
  scope.note([`${what}: it counts as one without objects`, ...more].filter(Boolean).join('; '));
  return [];
}

interface NamedThing extends Candidate {
  /** As it is offered, when that is not the name that was compared. */
  readonly shown: string;
  /** Asked only of what is near. */
  isOffered?(): boolean;
}

/** "did you mean `traceback` (535,810 objects)?", over types, their aliases, results, base classes and, where the line begins, commands. */
function suggestion(name: string, span: Span, scope: Scope): string | undefined {
  // The module of a dotted name may be as wrong as its end, so what ends alike comes next; base classes last.
  const dot = name.lastIndexOf('.');
  if (dot < 0) return suggestionFrom(name, [...candidates(span, scope), ...baseClasses(scope)]);
  const end = name.slice(dot + 1);
  const known = [...candidates(span, scope)];
  const bases = baseClasses(scope);
  return (
    suggestionFrom(name, known) ??
    suggestionFrom(end, known) ??
    suggestionFrom(name, bases) ??
    suggestionFrom(end, bases)
  );
}

function suggestionFrom(name: string, things: readonly NamedThing[]): string | undefined {
  const near = nearest(name, things, 6).filter(({ isOffered }) => isOffered?.() ?? true);
  const shown = [...new Set(near.map((each) => each.shown))].slice(0, 3);
  if (shown.length === 0) return undefined;
  return `did you mean ${shown.join(shown.length === 2 ? ' or ' : ', ')}?`;
}

function* candidates({ start }: Span, scope: Scope): Generator<NamedThing> {
  const counts = countsByName(scope);
  const shown = (type: string): string => countedName(type, counts);
  for (const [name, weight] of counts) {
    yield { name, weight, shown: shown(name) };
    const dot = name.lastIndexOf('.');
    if (dot >= 0) yield { name: name.slice(dot + 1), weight, shown: shown(name) };
  }
  for (const [name, type] of scope.heap.runtime.typeAliases) {
    const weight = counts.get(type);
    if (weight !== undefined) yield { name, weight, shown: shown(type) };
  }
  for (const { name, written } of scope.known.marks ?? []) yield { name, shown: alternatives([written]) };
  const { results, commands } = scope.known;
  for (const name of [...results, ...(start === 0 ? commands : []), ...shellSetNames]) {
    yield { name, shown: alternatives([name]) };
  }
}

/** "`traceback` (535,810 objects)" */
function countedName(type: string, counts: ReadonlyMap<string, number>): string {
  const count = counts.get(type) ?? 0;
  return `\`${type}\` (${formatCount(count)} ${count === 1 ? 'object' : 'objects'})`;
}

/** Classes of the program without objects of their own, which are no types: offered with their subclasses, when these have some. */
function baseClasses(scope: Scope): NamedThing[] {
  const { snapshot, runtime } = scope.heap;
  const counts = countsByName(scope);
  const { typeIndexes, nameIds } = snapshot.objects;
  const isMetaclass = snapshot.types.map((type) => type.kind === 'type');
  const names = new Set<string>();
  for (let i = 0; i < snapshot.objectCount; i++) {
    if ((i & (STEP - 1)) === 0) scope.task.step(i, snapshot.objectCount);
    if (isMetaclass[typeIndexes[i]!] && nameIds[i] !== NONE) names.add(snapshot.names.text(nameIds[i]!));
  }
  return Array.from(names)
    .filter((name) => !counts.has(name))
    .map((name) => ({
      name,
      shown: `\`${name}+\``,
      isOffered: () => haveObjects(runtime.subclasses(snapshot, name) ?? [], counts, scope),
    }));
}

function haveObjects(
  types: readonly number[],
  counts: ReadonlyMap<string, number>,
  { heap }: Scope,
): boolean {
  return types.some((type) => (counts.get(heap.snapshot.types[type]!.name) ?? 0) > 0);
}

/** Sets of the shell's own, which no type's name hides. */
export const shellSetNames = ['all', 'roots', 'modules', 'frames', 'unreachable', 'freed'] as const;

function countsByName({ heap, task }: Scope): Map<string, number> {
  const { first } = heap.derived(objectsByType, task);
  const counts = new Map<string, number>();
  for (const [index, { name }] of heap.snapshot.types.entries()) {
    counts.set(name, (counts.get(name) ?? 0) + first[index + 1]! - first[index]!);
  }
  return counts;
}
