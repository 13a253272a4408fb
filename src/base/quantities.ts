/** Numbers for people. Programs get the exact ones. */

/** `535,810`. Takes whole numbers. */
export function formatCount(count: number | bigint | string): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `240.012`, `0.00125`: a mean or a quotient, of which nobody reads sixteen digits. */
export function formatFraction(value: number): string {
  return String(Number(Math.abs(value) < 1 ? value.toPrecision(3) : value.toFixed(3)));
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `64 B`, `24.6 MiB` */
export function formatBytes(size: number): string {
  const [digits, unit] = scale(size);
  return `${digits} ${unit}`;
}

/** An exact number of bytes in words, and behind it the same in a larger unit where there is one: `2,048 bytes (2.0 KiB)`. */
export function withLargerUnit(exact: string, size: number): string {
  return Math.abs(size) >= 1024 ? `${exact} (${formatBytes(size)})` : exact;
}

/** The same, so that digits and units stand below each other when the texts are aligned right: `64   B  `, `24.6 MiB`. */
export function formatBytesAligned(size: number): string {
  const [digits, unit] = scale(size);
  return unit === 'B' ? `${digits}   B  ` : `${digits} ${unit}`;
}

/** `15.6%` */
export function formatPercent(percent: number): string {
  return `${percent.toFixed(1)}%`;
}

/** `0.4 ms`, `12 ms`, `1.9 s`, `2 min 5 s` */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function scale(size: number): [digits: string, unit: string] {
  let scaled = size;
  let step = 0;
  // 1023.95 would be written as 1024.0.
  while (Math.abs(scaled) >= (step === 0 ? 1024 : 1023.95) && step < units.length - 1) {
    scaled /= 1024;
    step++;
  }
  // Means may be fractions of a byte.
  if (step === 0) return [Number.isInteger(scaled) ? formatCount(scaled) : scaled.toFixed(1), 'B'];
  const [whole = '', tenth = ''] = scaled.toFixed(1).split('.');
  return [`${formatCount(whole)}.${tenth}`, units[step]!];
}
