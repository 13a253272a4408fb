import { FormatError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import { EndOfFile } from './byte-cursor.ts';
import type { SectionReader } from './section-reader.ts';

const needed = ['snapshot', 'nodes', 'edges', 'strings'] as const;

/** Throws FormatError when a section that must be there is not, or when the counts do not fit each other. */
function refuseWhatDoesNotFit({ header, nodes, edges, whole }: SectionReader, offset: number): void {
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

/**
 * How sections that are whole do not fit each other. `partial`: also when they have names that there are not. Else that is
 * found while the snapshot is built, when it is too late to load the rest.
 */
export function misfitOf(reader: SectionReader, offset: number, partial: boolean): Ending | undefined {
  try {
    refuseWhatDoesNotFit(reader, offset);
    if (partial) refuseLostNames(reader, offset);
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { error, isMisfit: true, what: 'damaged' };
  }
}

function refuseLostNames({ nodes, edges, traces, strings }: SectionReader, offset: number): void {
  const count = strings.ends.length;
  const isLost = (name: number): boolean => name >= count;
  const { names, files } = traces.functions ?? {};
  const columns = [nodes?.names, names, files].map((column) => column?.finish() ?? new Uint32Array(0));
  const lost = Math.max(edges?.mostName ?? -1, ...columns.map((column) => column.find(isLost) ?? -1));
  if (!isLost(lost)) return;
  throw new FormatError(
    `something is called by string ${formatCount(lost)}, and there are ${formatCount(count)}`,
    {
      where: { offset },
    },
  );
}

/** Why a file is not read to its end, or not as it is. */
export interface Ending {
  readonly error: FormatError;
  readonly what: 'cut short' | 'damaged' | 'damaged or cut short';
  /** Each section is as it should be, and they do not fit each other. */
  readonly isMisfit?: boolean;
}

/** What an error while sections were read says of the file. `endsAsWhole`: as `ByteCursor.endsAsWhole`. */
export function endingOf(error: FormatError, section: string, endsAsWhole: boolean): Ending {
  if (!(error instanceof EndOfFile)) return { error, what: 'damaged' };
  if (!endsAsWhole) return { error, what: 'cut short' };
  // A bracket or quote that is not what it was: no end was found of what it stands in.
  const within = section === '' ? '' : ` of its section "${section}"`;
  const message = `${error.message}; but it ends as a whole snapshot does, so that most likely a bracket or quote${within} is not what it was`;
  return {
    error: new FormatError(message, { where: error.where, cause: error }),
    what: 'damaged or cut short',
  };
}

/** Where a file ended and how much of it is there, in words. Throws FormatError when no object is. */
export function partialReason(reader: SectionReader, { error, what, isMisfit }: Ending): string {
  const nodeCount = reader.nodes?.count ?? 0;
  if (nodeCount <= (reader.header?.root ?? 0)) {
    throw new FormatError(`the snapshot has no whole objects: ${error.message}`, {
      where: error.where,
      cause: error,
    });
  }
  const parts = [
    `${amount(nodeCount, reader.header?.nodeCount)} objects`,
    `${amount(reader.edges?.count ?? 0, reader.header?.edgeCount)} references`,
    `${formatCount(reader.strings.ends.length)} strings`,
  ];
  const loaded = `${parts.join(', ')} are loaded`;
  if (isMisfit === true) return `the file is ${what}: ${error.message}: ${loaded}; ${lostText(reader)}`;
  const section = reader.current === '' ? '' : `, in its section "${reader.current}"`;
  const why = what === 'cut short' ? '' : ` (${error.message})`;
  return `the file is ${what} at byte ${formatCount(error.where.offset ?? 0)}${section}${why}: ${loaded}; ${MISSING}`;
}

const MISSING = 'what is missing has no references and no name';

function lostText({ nodes, edges }: SectionReader): string {
  return nodes?.edgeCount === edges?.count
    ? MISSING
    : 'references may be shown with other objects than those that have them';
}

function amount(found: number, said: number | undefined): string {
  return said === undefined || said <= found
    ? formatCount(found)
    : `${formatCount(found)} of ${formatCount(said)}`;
}

/** The refusal of a file that is not whole. */
export function refusal(reader: SectionReader, { error, what }: Ending): FormatError {
  return new FormatError(what === 'damaged' ? error.message : `the snapshot is ${what}: ${error.message}`, {
    where: error.where,
    hint: adviceOf(reader, what),
    cause: error,
  });
}

/** Undefined: it may be no snapshot at all. */
function adviceOf(
  { nodes, header, strings, whole }: SectionReader,
  what: Ending['what'],
): string | undefined {
  const nodeCount = nodes?.count ?? 0;
  if (nodeCount > 0) {
    const isNamed = what !== 'cut short' || whole.has('strings');
    const without = strings.ends.length === 0 ? 'without names' : 'without some of their names';
    const loads = `--partial loads them${isNamed ? '' : `, ${without}`}`;
    return `${amount(nodeCount, header?.nodeCount)} objects are whole: ${loads}; or capture it again`;
  }
  if (what === 'damaged') return header && 'no object in it is whole: copy it again, or capture it again';
  if (what === 'damaged or cut short')
    return 'no object in it can be read: copy it again, or capture it again';
  return 'no object in it is whole: capture it again; the process may have ended while it was writing';
}
