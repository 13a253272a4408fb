const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/**
 * A bar for a share of 0 … 1, at most `width` columns long, in steps of an eighth of a column where the terminal can draw
 * that. A share above nothing always shows.
 */
export function barText(share: number, width: number, unicode: boolean): string {
  const steps = unicode ? 8 : 1;
  const whole = Number.isFinite(share) ? Math.min(Math.max(share, 0), 1) : 0;
  const length = whole > 0 ? Math.max(1, Math.round(whole * width * steps)) : 0;
  if (!unicode) return '#'.repeat(length);
  return '█'.repeat(Math.floor(length / 8)) + eighths[length % 8]!;
}
