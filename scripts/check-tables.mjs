// Checks that every part of heapsh that is "one file plus one line" has its line: the index of its folder imports it.
// Usage: node scripts/check-tables.mjs [ROOT]
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root as project } from './install.mjs';
import { readCode, readImports, report } from './sources.mjs';

// `parts` says which entries of the folder are parts: a name that ends in / is a folder. `others` is what parts share.
const tables = [
  { folder: 'src/commands', parts: /\.ts$/, others: ['command.ts', 'result.ts'] },
  {
    folder: 'src/formats',
    parts: /\/$|\.ts$/,
    others: ['format.ts', 'looks-like.ts', 'open-snapshot.ts', 'open-indexed.ts', 'index-file/', 'sources/'],
  },
  { folder: 'src/query/runtimes', parts: /\.ts$/, others: ['runtime.ts'] },
  { folder: 'src/capture', parts: /\/$/, others: [] },
  {
    folder: 'src/session/dot-commands',
    parts: /\.ts$/,
    others: ['dot-command.ts', 'shell-words.ts'],
  },
  { folder: 'src/ui/panes', parts: /\.ts$/, others: ['pane.ts', 'pane-state.ts', 'sideways.ts'] },
];

function checkTable(root, { folder, parts, others }) {
  const index = `${folder}/index.ts`;
  const listed = new Set(['index.ts', ...others, ...importedBy(root, index)]);
  const missing = entriesOf(root, folder).filter((name) => parts.test(name) && !listed.has(name));
  const remedy = `import it in ${index} and add it there, or list it under 'others' in scripts/check-tables.mjs`;
  return missing.map((name) => `${folder}/${name}: is missing from its table; ${remedy}`);
}

/** The entries beside `index` that it imports; for a file further down, the folder that leads there. */
function importedBy(root, index) {
  if (!existsSync(join(root, index))) return [];
  return readImports(readCode(root, index))
    .filter(({ specifier, typeOnly }) => !typeOnly && specifier?.startsWith('./'))
    .map(({ specifier }) => /^\.\/([^/]+\/?)/.exec(specifier)?.[1]);
}

function entriesOf(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== '__pycache__')
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}

const root = process.argv[2] ?? project;
const problems = tables.flatMap((table) => checkTable(root, table));
report('tables', problems, `${tables.map(({ folder }) => folder).join(', ')} complete`);
