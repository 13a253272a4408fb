import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { expandHome } from './home-path.ts';

const MOST = 200;

/** Files whose path begins so, folders with a slash behind them; hidden ones only when asked for. None where nothing can be read. */
export function fileNames(prefix: string): string[] {
  const isFolder = prefix === '' || prefix.endsWith('/');
  const folder = isFolder ? prefix : prefix.slice(0, prefix.length - basename(prefix).length);
  const start = isFolder ? '' : basename(prefix);
  try {
    return readdirSync(folder === '' ? '.' : dirname(expandHome(`${folder}.`)), { withFileTypes: true })
      .filter(({ name }) => name.startsWith(start) && (start !== '' || !name.startsWith('.')))
      .slice(0, MOST)
      .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .sort();
  } catch {
    return []; // Completion is a guess; a folder that cannot be read has none to offer.
  }
}
