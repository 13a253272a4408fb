import { readFileSync } from 'node:fs';
import { bundledFile } from './bundled-file.ts';

/** Of this program, as its package tells. */
export function heapshVersion(): string {
  const told: unknown = JSON.parse(
    readFileSync(bundledFile('../package.json', '../../package.json'), 'utf8'),
  );
  return String((told as { readonly version: unknown }).version);
}
