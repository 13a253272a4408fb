import type { Result } from '../query/result.ts';
import type { Answer } from './answer.ts';
import { cellText, isNumeric } from './cell-text.ts';
import { notesOf } from './notes.ts';
import { recordsOf } from './records.ts';
import { provenanceParts } from './text/footer.ts';
import { visible } from './visible.ts';

/** A table of GitHub's Markdown, and below it what was left out or is not plain. */
export function* markdownLines({ result }: Answer, limit: number): Generator<string> {
  const { columns, rows, heap } = recordsOf(withoutHidden(result), limit);
  yield tableRow(columns.map(({ name, label }) => label ?? name));
  yield `|${columns.map(({ unit }) => (isNumeric(unit) ? ' ---: ' : ' --- ')).join('|')}|\n`;
  for (const { cells, units } of rows) {
    yield tableRow(columns.map(({ unit }, i) => cellText(cells[i], units?.[i] ?? unit, heap)));
  }
  const remarks = [...notesOf(result).map(visible), ...provenanceParts(result)];
  for (const remark of remarks) yield `\n${escapeMarkdown(remark)}\n`;
}

/** Hidden columns are for programs. */
function withoutHidden(result: Result): Result {
  if (result.kind !== 'table') return result;
  return { ...result, columns: result.columns.filter((column) => column.hidden !== true) };
}

function tableRow(texts: readonly string[]): string {
  return `| ${texts.map(escapeMarkdown).join(' | ')} |\n`;
}

/** Whatever Markdown or HTML would read as its own. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\|`*_<[\]]/g, '\\$&');
}
