// Checks that every part of heapsh that is "one file plus one line" has its line: the index of its folder imports it.
// Usage: node scripts/check-tables.mjs [ROOT]
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root as project } from './install.mjs';
import { readCode, readImports, report, resolveImport } from './sources.mjs';

// `parts` says which entries of the folder are parts: a name that ends in / is a folder. `others` are not parts.
const tables = [
  { folder: 'src/commands', parts: /\.ts$/, others: ['command.ts', 'result.ts'] },
  { folder: 'src/formats', parts: /\/$|\.ts$/, others: [] },
  { folder: 'src/query/runtimes', parts: /\.ts$/, others: ['runtime.ts'] },
  { folder: 'src/capture', parts: /\/$/, others: [] },
  { folder: 'src/ui/panes', parts: /\.tsx$/, others: [] },
];

function checkTable(root, { folder, parts, others }) {
  const index = `${folder}/index.ts`;
  const imported = existsSync(join(root, index)) ? importsOf(root, index) : [];
  return partsOf(root, folder)
    .filter((name) => parts.test(name) && name !== 'index.ts' && !others.includes(name))
    .filter(
      (name) =>
        !imported.some(
          (path) =>
            path === `${folder}/${name}` || (name.endsWith('/') && path.startsWith(`${folder}/${name}`)),
        ),
    )
    .map((name) => `${folder}/${name}: is missing from its table; import it in ${index} and add it there`);
}

function importsOf(root, index) {
  return readImports(readCode(root, index))
    .filter(({ specifier, typeOnly }) => !typeOnly && specifier?.startsWith('.'))
    .map(({ specifier }) => resolveImport(index, specifier));
}

function partsOf(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
}

const root = process.argv[2] ?? project;
const problems = tables.flatMap((table) => checkTable(root, table));
report('tables', problems, `${tables.map(({ folder }) => folder).join(', ')} complete`);
