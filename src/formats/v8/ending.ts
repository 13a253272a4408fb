import { FormatError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import type { EndOfFile } from './byte-cursor.ts';
import type { SectionReader } from './section-reader.ts';

const needed = ['snapshot', 'nodes', 'edges', 'strings'] as const;

/** Throws FormatError when a section that must be there is not, or when the counts do not fit each other. */
export function refuseWhatDoesNotFit({ header, nodes, edges, whole }: SectionReader, offset: number): void {
  const missing = needed.find((name) => !whole.has(name));
  const where = { offset };
  if (missing !== undefined) throw new FormatError(`there is no section "${missing}"`, { where });
  if (header === undefined || nodes === undefined || edges === undefined) return;
  const wrong =
    countsDiffer('nodes', header.nodeCount, nodes.count) ??
    countsDiffer('edges', header.edgeCount, edges.count) ??
    (nodes.edgeCount === edges.count
      ? undefined
      : `the nodes say that they have ${formatCount(nodes.edgeCount)} edges, and ${formatCount(edges.count)} are there`);
  if (wrong !== undefined) throw new FormatError(wrong, { where });
  if (nodes.count === 0) throw new FormatError('the snapshot has no objects', { where });
  if (header.root >= nodes.count) throw new FormatError('the root is no node', { where });
}

function countsDiffer(what: string, said: number | undefined, found: number): string | undefined {
  if (said === undefined || said === found) return undefined;
  return `the header says ${formatCount(said)} ${what}, and ${formatCount(found)} are there`;
}

/** Where a file ended and how much of it is there, in words. Throws FormatError when no object is. */
export function partialReason(reader: SectionReader, end: EndOfFile): string {
  const nodeCount = reader.nodes?.count ?? 0;
  if (nodeCount === 0) {
    throw new FormatError(`the snapshot has no whole objects: ${end.message}`, {
      where: end.where,
      cause: end,
    });
  }
  const parts = [
    `${amount(nodeCount, reader.header?.nodeCount)} objects`,
    `${amount(reader.edges?.count ?? 0, reader.header?.edgeCount)} references`,
    `${formatCount(reader.strings.ends.length)} strings`,
  ];
  const section = reader.current === '' ? '' : `, in its section "${reader.current}"`;
  return `the file is cut short at byte ${formatCount(end.where.offset ?? 0)}${section}: ${parts.join(', ')} are loaded; what is missing has no references and no name`;
}

function amount(found: number, said: number | undefined): string {
  return said === undefined || said <= found
    ? formatCount(found)
    : `${formatCount(found)} of ${formatCount(said)}`;
}

/** The refusal of a file that is cut short. */
export function cutShort(reader: SectionReader, end: EndOfFile): FormatError {
  const nodeCount = reader.nodes?.count ?? 0;
  return new FormatError(`the snapshot is cut short: ${end.message}`, {
    where: end.where,
    hint:
      nodeCount === 0
        ? 'no object in it is whole: capture it again; the process may have ended while it was writing'
        : `${amount(nodeCount, reader.header?.nodeCount)} objects are whole: --partial loads them; or capture it again`,
    cause: end,
  });
}
