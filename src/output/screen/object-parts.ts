import { formatCount } from '../../base/quantities.ts';
import { NONE } from '../../model/kinds.ts';
import type { FieldRow, ObjectResult } from '../../query/result.ts';
import { cellText } from '../cell-text.ts';
import { objectText } from '../object-text.ts';
import { callTexts, fieldName, nothing, referrerTexts } from '../text/object.ts';
import { edgeText } from '../text/path.ts';
import { visible } from '../visible.ts';
import { cutToWidth, padStart } from '../width.ts';
import { widest } from './outline.ts';
import type { ScreenRow } from './screen-view.ts';
import { shortText } from './short-text.ts';
import { piecesOf } from './wrap.ts';

/** A row of an object's answer. */
export interface ObjectRow {
  readonly role: ScreenRow['role'];
  readonly name: string;
  /** Made when it is shown: an object may have millions of fields. */
  text(): string;
  /** What the row is about, or NONE. */
  readonly object: number;
  /** The edges from the answer's object to that, nearest first; undefined: it is that object, or nothing. */
  way?(): readonly Step[];
  readonly isField: boolean;
}

export interface Step {
  readonly direction: 'out' | 'in';
  readonly label: string;
  readonly object: number;
}

/** Everything that the text of the answer has, in its order; of the path all steps. For a screen of so many `columns`. */
export function objectParts(result: ObjectResult, fields: readonly FieldRow[], columns: number): ObjectRow[] {
  const { heap, objectIndex } = result;
  return [
    row({ role: 'heading', name: objectText(heap, objectIndex), object: objectIndex }),
    ...factRows(result, columns),
    blank,
    heading(`fields (${formatCount(result.fieldCount)})`),
    ...fields.map((field) => fieldPart(result, field)),
    ...moreRow(result, fields),
    blank,
    heading(`referrers (${formatCount(result.referrerCount)})`),
    ...referrerParts(result),
    blank,
    ...allocationParts(result),
    ...pathParts(result),
  ];
}

function row(parts: Partial<ObjectRow>): ObjectRow {
  return { role: 'row', name: '', text: () => '', object: NONE, isField: false, ...parts };
}

const blank = row({ role: 'blank' });

function heading(name: string): ObjectRow {
  return row({ role: 'heading', name });
}

function factRows({ heap, facts }: ObjectResult, columns: number): ObjectRow[] {
  return facts.flatMap(({ name, unit, value }) => {
    if (typeof value === 'string') return textRows(name, value, Math.max(LEAST_TEXT, columns - BESIDE_TEXT));
    return [row({ name, text: () => cellText(value, unit, heap) })];
  });
}

/** Columns that the longest names take, beside which a text of several rows stands. */
const BESIDE_TEXT = 28;
const LEAST_TEXT = 20;
const MOST_CHARACTERS = 100_000;

/** All of a text that the snapshot has, in as many rows as it takes. */
function textRows(name: string, value: string, width: number): ObjectRow[] {
  const pieces = piecesOf(visible(value.slice(0, MOST_CHARACTERS)), width);
  const rows = pieces.map((piece, i) => row({ name: i === 0 ? name : '', text: () => piece }));
  const left = value.length - MOST_CHARACTERS;
  return left <= 0 ? rows : [...rows, row({ role: 'dim', name: `… ${formatCount(left)} more characters` })];
}

function fieldPart({ heap }: ObjectResult, field: FieldRow): ObjectRow {
  const { target, edge } = field;
  return row({
    name: shortText(fieldName(field)),
    text: () => objectText(heap, target) || nothing,
    object: target,
    way: () => [{ direction: 'out', label: edge, object: target }],
    isField: true,
  });
}

function moreRow({ fieldCount }: ObjectResult, fields: readonly FieldRow[]): ObjectRow[] {
  const shown = fields.reduce((count, { repeat }) => count + repeat, 0);
  if (shown >= fieldCount) return [];
  return [row({ role: 'more', name: `… ${formatCount(fieldCount - shown)} more` })];
}

function referrerParts(result: ObjectResult): ObjectRow[] {
  const texts = referrerTexts(result);
  return result.referrers.map(({ edge, sample }, i) => {
    const [name, text] = texts[i]!;
    const label = edge.replace(/ \(weak\)$/, '');
    return row({
      name: shortText(name),
      text: () => text,
      object: sample,
      way: () => [{ direction: 'in', label, object: sample }],
    });
  });
}

function allocationParts(result: ObjectResult): ObjectRow[] {
  const calls = callTexts(result);
  if (calls.length === 0) return [];
  const rows = calls.map(([name, place]) => row({ name: shortText(name), text: () => place }));
  return [heading('allocated by'), ...rows, blank];
}

function pathParts(result: ObjectResult): ObjectRow[] {
  const { heap, path } = result;
  if (path.length === 0) return [row({ role: 'dim', name: 'no path from a root' })];
  const edges = path.map((_, i) => stepEdge(path, i));
  const width = widest(edges);
  const steps = path.map(({ object }, i) => {
    const text = () => objectText(heap, object);
    const name = padStart(edges[i]!, width);
    return row({ role: 'step', name, text, object, way: () => wayUp(result, i) });
  });
  return [heading('path from a root'), ...steps];
}

const WIDEST_EDGE = 40;

/** Longer keys are cut: the rows after one another tell the way, and the fields of an object its keys. */
function stepEdge(path: ObjectResult['path'], i: number): string {
  return i === 0 ? '' : `${cutToWidth(edgeText(path[i - 1]!), WIDEST_EDGE - ARROW.length)}${ARROW}`;
}

const ARROW = ' →';

/** From the object at the end of the path up to one of its steps. */
function wayUp({ path }: ObjectResult, i: number): Step[] {
  return path
    .slice(i, -1)
    .map(({ object, edge }): Step => ({ direction: 'in', label: edge, object }))
    .reverse();
}
