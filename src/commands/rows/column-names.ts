/** A column's name as scripts and later stages write it, and the label that the table shows when that differs. */
export interface ColumnName {
  readonly name: string;
  readonly label?: string;
}

/**
 * Names for keys as they were typed: `@line` → line, `.tb_frame.f_lineno` → tb_frame_f_lineno, `sum(size)` → sum_size.
 * A bare name after `|` means a column, so only such names let the next stage say what the last one made.
 */
export function columnNames(typed: readonly string[]): ColumnName[] {
  const taken = new Set<string>();
  return typed.map((label) => {
    const name = unused(snakeCase(label), taken);
    taken.add(name);
    return name === label ? { name } : { name, label };
  });
}

function snakeCase(typed: string): string {
  const words = typed.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  return words.length === 0 ? 'value' : words.join('_');
}

function unused(name: string, taken: ReadonlySet<string>): string {
  let candidate = name;
  for (let n = 2; taken.has(candidate); n++) candidate = `${name}_${n}`;
  return candidate;
}
