import { formatBytes, formatCount } from '../../../base/quantities.ts';
import type { ChartLook } from '../../panes/pane.ts';

export interface ChartScale {
  /** The value at the upper edge of the plot. */
  readonly top: number;
  /** By number of rows below it, from the bottom; 0 and a few round values. */
  readonly labels: ReadonlyMap<number, string>;
}

const mantissas = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const KIBI = 1024;

/** Round values stand at the edges of rows, some rows apart: of such distances that which leaves least of the plot empty. */
export function chartScale(highest: number, rows: number, unit: ChartLook['unit']): ChartScale {
  const distances = rows < 8 ? [3, 2] : [5, 4, 3];
  const scales = distances.map((distance) => {
    const step = roundAbove((highest * distance) / rows, unit);
    return { distance, step, top: (step * rows) / distance };
  });
  const { distance, step, top } = scales.reduce((best, scale) => (scale.top < best.top ? scale : best));
  const labels = new Map<number, string>();
  for (let row = 0; row <= rows; row += distance) labels.set(row, labelOf((row / distance) * step, unit));
  return { top, labels };
}

export function quantityText(value: number, unit: ChartLook['unit']): string {
  return unit === 'bytes' ? formatBytes(value) : formatCount(value);
}

function labelOf(value: number, unit: ChartLook['unit']): string {
  return quantityText(value, unit).replace('.0 ', ' ');
}

/** The least round number that is no smaller, and at least 1. There are no halves of bytes and objects. */
function roundAbove(value: number, unit: ChartLook['unit']): number {
  const prefix = unit === 'bytes' ? KIBI ** Math.floor(Math.log(Math.max(value, 1)) / Math.log(KIBI)) : 1;
  const scaled = value / prefix;
  const power = 10 ** Math.floor(Math.log10(Math.max(scaled, 1)));
  const rounds = [...mantissas, 10].map((mantissa) => mantissa * power);
  const round = rounds.find((each) => each >= scaled && Number.isInteger(each * prefix)) ?? 10 * power;
  return Math.min(round, unit === 'bytes' ? KIBI : Infinity) * prefix;
}
