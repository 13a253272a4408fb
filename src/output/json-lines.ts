import type { Answer } from './answer.ts';
import { jsonCell, jsonMembers } from './json/value.ts';
import { recordsOf } from './records.ts';

/** One JSON object a row. What is not in the rows (totals, provenance) is not there: `json` has it. */
export function* jsonLines({ result }: Answer, limit: number): Generator<string> {
  const { columns, rows, heap } = recordsOf(result, limit);
  for (const { cells, units } of rows) {
    const members = columns.map(
      ({ name, unit }, i) => [name, jsonCell(cells[i], units?.[i] ?? unit, heap)] as const,
    );
    yield `${jsonMembers(members)}\n`;
  }
}
