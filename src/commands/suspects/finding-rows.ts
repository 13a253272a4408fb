import type { Explained } from './explain.ts';
import type { Finding } from './finding.ts';

/** What is told of a finding: nothing but values, so that an index file can hold it. */
export interface FindingRow {
  readonly rule: string;
  readonly sentence: string;
  /** The row that it explains. */
  readonly within?: number;
  readonly bytes: number;
  readonly objectCount: number;
  /** May have to be read first. */
  readonly objects: Uint32Array;
  readonly holder: number;
  /** A line in which `OWN_ROW` stands for the row itself. */
  readonly command: string;
}

/** No line has such a character. */
export const OWN_ROW = '\0';

const MOST_DETAILS = 3;

/** A row a finding, and below it those that explain it. */
export function findingRows(explained: readonly Explained[]): FindingRow[] {
  const rows: FindingRow[] = [];
  for (const { finding, details } of explained) {
    const shown = details.filter(({ isTellingAnyway }, i) => isTellingAnyway || i < MOST_DETAILS);
    const within = rows.length;
    rows.push(rowOf(finding, shown));
    for (const detail of shown) rows.push({ ...rowOf(detail, []), within });
  }
  return rows;
}

function rowOf(finding: Finding, details: readonly Finding[]): FindingRow {
  const { rule, bytes, objects, holder } = finding;
  return {
    rule,
    sentence: sentenceOf(finding, details),
    bytes,
    objectCount: objects.length,
    objects,
    holder,
    command: finding.command(OWN_ROW),
  };
}

/** `app.cache holds 80 Error in 85 entries; 3,000 tracebacks, 2,000 frames would go with it` */
function sentenceOf({ sentence, objects }: Finding, details: readonly Finding[]): string {
  const telling = details.find(({ within }) => within !== undefined)?.within?.(objects);
  return telling === undefined ? sentence : `${sentence}; ${telling} would go with it`;
}
