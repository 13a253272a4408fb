import { formatCount } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import type { FieldRow, ObjectResult } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { cellText } from '../cell-text.ts';
import { objectText } from '../object-text.ts';
import { visible } from '../visible.ts';
import { cutToWidth, displayWidth, padEnd } from '../width.ts';
import { stepLines } from './path.ts';

const LONGEST_LINE = 200;
/** On narrower lines the words themselves are worth more. */
const LEAST_TO_TELL = 60;
const WIDEST_NAME = 40;
const INDENT = '  ';
/** The path is one part of the answer among others: `chain` has more of its steps. */
const MOST_STEPS = 12;

/** The object, its facts, its fields, who refers to it, and how it is reached. */
export function* objectLines(result: ObjectResult, view: View): Generator<string> {
  const width = Math.min(view.width, LONGEST_LINE);
  yield cutToWidth(objectText(result.heap, result.objectIndex), width);
  for (const [i, line] of [...factLines(result)].entries()) {
    // Of another object the beginning is enough: it can be asked about.
    yield result.facts[i]!.unit === 'object' ? cutToWidth(line, width) : cutTelling(line, width);
  }
  for (const line of edgeLines(result)) yield cutToWidth(line, width);
  for (const line of allocationLines(result)) yield cutToWidth(line, width);
  yield '';
  if (result.path.length === 0) {
    yield 'no path from a root';
  } else {
    yield 'path from a root';
    for (const line of stepLines(result.heap, result.path, undefined, pathView(view))) yield INDENT + line;
  }
}

/** What is left out of a long line is told at its end. */
function cutTelling(line: string, width: number): string {
  const cut = cutToWidth(line, width);
  if (cut === line || width < LEAST_TO_TELL) return cut;
  // The number of the rest is no shorter than that of what is left out in the end.
  const told = ` (${formatCount(line.length)} more characters)`;
  const shorter = cutToWidth(line, width - told.length);
  return `${shorter} (${formatCount(line.length - shorter.length + 1)} more characters)`;
}

/** Who asked for everything gets every step. */
function pathView(view: View): View {
  const limit = view.limit === Infinity ? Infinity : Math.min(view.limit, MOST_STEPS);
  return { ...view, limit, width: view.width - INDENT.length };
}

function factLines({ facts, heap }: ObjectResult): Generator<string> {
  return indented(facts.map(({ name, unit, value }) => [name, cellText(value, unit, heap)] as const));
}

function* edgeLines(result: ObjectResult): Generator<string> {
  yield '';
  yield `fields (${formatCount(result.fieldCount)})`;
  yield* indented(
    result.fields.map(
      (field) => [fieldName(field), objectText(result.heap, field.target) || nothing] as const,
    ),
  );
  const shown = result.fields.reduce((count, field) => count + field.repeat, 0);
  if (shown < result.fieldCount) yield `  … ${formatCount(result.fieldCount - shown)} more`;
  yield '';
  yield `referrers (${formatCount(result.referrerCount)})`;
  yield* indented(referrerTexts(result));
}

function* allocationLines(result: ObjectResult): Generator<string> {
  const calls = callTexts(result);
  if (calls.length === 0) return;
  yield '';
  yield 'allocated by';
  yield* indented(calls);
}

/** Functions, and where they begin, in full so that editors and terminals can open it; one that calls itself is told once. */
export function callTexts({ allocation = [] }: ObjectResult): (readonly [string, string])[] {
  const runs: { readonly name: string; readonly place: string; count: number }[] = [];
  for (const { name, file = '', line } of allocation) {
    const place = line === undefined ? file : `${file}:${line}`;
    const last = runs.at(-1);
    if (last !== undefined && last.name === name && last.place === place) last.count++;
    else runs.push({ name: name ?? '', place, count: 1 });
  }
  return runs.map(({ name, place, count }) => {
    const times = count > 1 ? ` ×${formatCount(count)}` : '';
    return [`${visible(name || '(anonymous)')}${times}`, visible(place)];
  });
}

export const nothing = '(nothing)';

export function fieldName({ edge, weak, repeat }: FieldRow): string {
  const times = repeat > 1 ? ` ×${formatCount(repeat)}` : '';
  return `${visible(edge)}${times}${weak ? ' (weak)' : ''}`;
}

export function referrerTexts({ heap, referrers }: ObjectResult): (readonly [string, string])[] {
  return referrers.map(({ count, type, edge, sample }) => {
    const example = sample === NONE ? '' : `${count === 1 ? '' : 'such as '}${objectText(heap, sample)}`;
    return [`${formatCount(count)} × ${visible(type)} ${visible(edge)}`, example];
  });
}

function* indented(rows: readonly (readonly [string, string])[]): Generator<string> {
  const width = rows.reduce((widest, [name]) => Math.max(widest, displayWidth(name)), 0);
  for (const [name, text] of rows) yield `  ${padEnd(name, Math.min(width, WIDEST_NAME))}  ${text}`.trimEnd();
}
