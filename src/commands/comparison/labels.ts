import { QueryError } from '../../base/errors.ts';
import type { Task } from '../../base/task.ts';
import type { TypeRow } from '../../model/snapshot.ts';
import type { Heap } from '../../query/heap.ts';
import { alternatives, didYouMean } from '../../query/nearest.ts';
import { Clodos } from '../partition/clodos.ts';
import type { LabelTexts } from '../partition/label-texts.ts';
import { typePaths } from './type-paths.ts';

/** Gives the number, in texts that several heaps share, of the group that an object is in. */
type Labeler = (heap: Heap, texts: LabelTexts, task: Task) => (object: number) => number;

/** What snapshots can be compared by: keys that mean the same in all of them. */
export const comparedKeys = {
  type: (heap, texts) => byTypeRow(heap, texts, ({ name }) => name),
  module: (heap, texts) => byTypeRow(heap, texts, ({ module }) => module),
  kind: (heap, texts) => byTypeRow(heap, texts, ({ kind }) => kind),
  clodo: byClodo,
  path: (heap, texts, task) => typePaths(heap, texts, task),
} as const satisfies Record<string, Labeler>;

export type ComparedKey = keyof typeof comparedKeys;

export const comparedKeyNames: readonly string[] = Object.keys(comparedKeys);

/** Throws QueryError for what is no key. */
export function comparedKey(word: string): ComparedKey {
  if (isKey(word)) return word;
  throw new QueryError(`no key \`${word}\``, {
    hint: didYouMean(word, comparedKeyNames) ?? `keys are ${alternatives(comparedKeyNames)}`,
  });
}

function isKey(word: string): word is ComparedKey {
  return Object.hasOwn(comparedKeys, word);
}

function byTypeRow({ snapshot }: Heap, texts: LabelTexts, text: (type: TypeRow) => string) {
  const labels = Uint32Array.from(snapshot.types, (type) => texts.label(text(type)));
  const { typeIndexes } = snapshot.objects;
  return (object: number): number => labels[typeIndexes[object]!]!;
}

function byClodo(heap: Heap, texts: LabelTexts, task: Task) {
  const clodos = new Clodos(heap, task);
  const { typeIndexes } = heap.snapshot.objects;
  const labels: number[] = [];
  return (object: number): number => {
    const own = clodos.label(object, typeIndexes[object]!);
    labels[own] ??= texts.label(clodos.texts.text(own));
    return labels[own];
  };
}
