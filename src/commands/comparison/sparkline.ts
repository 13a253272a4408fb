const blocks = '▁▂▃▄▅▆▇█';
/** A longer series is shown by so many of its values, evenly taken. */
const WIDEST = 40;

/** Values as blocks of eight heights, the least the lowest; all low where nothing changes. */
export function sparkline(values: readonly number[]): string {
  const shown = Math.min(values.length, WIDEST);
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  return Array.from({ length: shown }, (_, i) => {
    const value = values[shown < 2 ? 0 : Math.round((i * (values.length - 1)) / (shown - 1))]!;
    const height = range === 0 ? 0 : Math.round(((value - least) / range) * (blocks.length - 1));
    return blocks[height];
  }).join('');
}
