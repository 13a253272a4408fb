import { formatBytes, formatBytesAligned, formatCount } from '../base/quantities.ts';
import type { FirstLook } from '../model/first-look.ts';
import { visible } from '../output/visible.ts';
import { cutToWidth } from '../output/width.ts';

export interface FirstLookRoom {
  readonly columns: number;
  /** At least one. */
  readonly lines: number;
}

/**
 * What is known of a snapshot that opens: how much there is, the types that most of it is of, as many as there is room
 * for, and in what this is not yet exact. Lines that fit, for a terminal.
 */
export function firstLookText(look: FirstLook, { columns, lines }: FirstLookRoom): string[] {
  const types = typeLines(look, lines - 1 - look.provisos.length);
  const all = types.length === 0 ? [titleOf(look)] : [titleOf(look), ...types, ...look.provisos];
  return all.slice(0, lines).map((line) => cutToWidth(visible(line), columns));
}

function titleOf({ objects, references, bytes }: FirstLook): string {
  const facts = [`${formatCount(objects)} objects`];
  if (bytes !== undefined) facts.push(formatBytes(bytes));
  if (references !== undefined) facts.push(`${formatCount(references)} references, not settled yet`);
  return `so far: ${facts.join(' · ')}`;
}

/** Headings and rows; empty where there is no room for both. */
function typeLines({ types, typeCount }: FirstLook, room: number): string[] {
  const shown = types.slice(0, Math.max(0, room - 1));
  if (shown.length === 0) return [];
  const left = typeCount - shown.length;
  const cells = [
    [
      'bytes',
      'objects',
      left === 0 ? 'type' : `type (${formatCount(left)} more ${left === 1 ? 'has' : 'have'} less)`,
    ],
    ...shown.map(({ name, objects, bytes }) => [bytesText(bytes), formatCount(objects), name]),
  ];
  const widthOf = (column: number): number => Math.max(...cells.map((row) => row[column]!.length));
  const [ofBytes, ofObjects] = [widthOf(0), widthOf(1)];
  const areBytesKnown = types.some(({ bytes }) => bytes !== undefined);
  return cells.map(([bytes, objects, type]) => {
    const size = areBytesKnown ? `  ${bytes!.padStart(ofBytes)}` : '';
    return `${size}  ${objects!.padStart(ofObjects)}  ${type}`;
  });
}

function bytesText(bytes: number | undefined): string {
  return bytes === undefined ? '' : formatBytesAligned(bytes);
}
