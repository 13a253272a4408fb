import { FormatError } from '../../base/errors.ts';
import { formatCount } from '../../base/quantities.ts';
import type { Scan } from './scan.ts';

/** Throws FormatError when the file is cut short or damaged: it says how much of it could be loaded. */
export function refuseWhatIsNotWhole(scan: Scan): void {
  const { ending } = scan;
  if (ending.kind === 'whole') return;
  const what = ending.kind === 'truncated' ? 'cut short' : 'damaged';
  throw new FormatError(`the snapshot is ${what}: ${ending.reason}`, {
    where: { offset: ending.offset },
    hint:
      scan.objectCount === 0
        ? 'no object in it is whole: copy it again, or capture it again'
        : `${wholePart(scan)} whole: --partial loads them; or copy it again, or capture it again`,
  });
}

/** What was loaded instead of everything, in words; undefined when nothing is missing. */
export function partialReason(scan: Scan): string | undefined {
  const { ending } = scan;
  if (ending.kind === 'whole') return undefined;
  if (scan.objectCount === 0) {
    throw new FormatError(`the snapshot has no whole objects: ${ending.reason}`, {
      where: { offset: ending.offset },
    });
  }
  const what = ending.kind === 'truncated' ? 'cut short' : 'damaged';
  return `the file is ${what} at byte ${formatCount(ending.offset)} (${ending.reason}): ${wholePart(scan)} loaded, and references between them and the rest are missing`;
}

function wholePart({ objectCount, expectedObjects }: Scan): string {
  const objects = `${formatCount(objectCount)} objects`;
  if (expectedObjects === undefined || expectedObjects < objectCount) return `${objects} are`;
  return `${formatCount(objectCount)} of ${formatCount(expectedObjects)} objects are`;
}
