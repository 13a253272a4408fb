// Checks the house rules that concern more than one file of src/: who may import whom, and what files are called.
// Usage: node scripts/check-folders.mjs [ROOT]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root as project } from './install.mjs';
import { listFiles, readCode, readImports, report, resolveImport } from './sources.mjs';

// Which folders the files of a folder may import, beside their own. Data flows from the left to the right,
// base < model < { formats, analysis } < query < commands < output < session < ui, and imports point to the left.
// capture knows nothing of snapshots. src/main.ts puts everything together: it may import any of them.
const allowedFolders = {
  base: [],
  model: ['base'],
  formats: ['base', 'model'],
  analysis: ['base', 'model'],
  query: ['base', 'model', 'formats', 'analysis'],
  capture: ['base'],
  commands: ['base', 'model', 'formats', 'analysis', 'query', 'capture'],
  output: ['base', 'model', 'formats', 'analysis', 'query', 'commands'],
  session: ['base', 'model', 'formats', 'analysis', 'query', 'commands', 'output', 'capture'],
  ui: ['base', 'model', 'formats', 'analysis', 'query', 'commands', 'output', 'session'],
  example: [],
};

// The only folder or file that may import a package. Node's own modules are free to all.
const packageOwners = {
  ink: 'src/ui/',
  'ink-text-input': 'src/ui/',
  react: 'src/ui/',
  'jsonpath-plus': 'src/query/jsonpath.ts',
  'get-east-asian-width': 'src/output/width.ts',
};

const mainFile = 'src/main.ts';
// Elsewhere an exit would cut off output that is still being written, and take the tests with it.
const exitingFiles = [mainFile, 'src/session/engine/engine-worker.ts'];

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const sourceFile = /\.(ts|tsx|js|mjs)$/;

/** `{ problems, fileCount }` of the tree at `root`. */
export function checkFolders(root) {
  const problems = [];
  const files = listFiles(root, 'src');
  const sources = files.filter((file) => sourceFile.test(file));
  const valueImports = new Map();

  for (const file of sources) {
    const code = readCode(root, file);
    const imports = readImports(code);
    problems.push(...checkName(file), ...checkText(file, code));
    for (const { specifier, line } of imports) {
      const problem = specifier === undefined ? computedImport : checkImport(file, specifier);
      if (problem !== undefined) problems.push(`${file}:${line}: ${problem}`);
    }
    const targets = imports.filter((each) => !each.typeOnly && each.specifier?.startsWith('.'));
    valueImports.set(
      file,
      targets.map(({ specifier }) => resolveImport(file, specifier)),
    );
  }
  problems.push(...checkCycles(valueImports), ...checkMap(root, files));
  return { problems, fileCount: sources.length };
}

const computedImport = 'imports a computed name, which nobody can check; import a name in quotes';

function checkImport(file, specifier) {
  if (specifier.startsWith('node:')) return undefined;
  return specifier.startsWith('.')
    ? checkFile(file, resolveImport(file, specifier))
    : checkPackage(file, specifier);
}

function checkFile(file, target) {
  if (!target.startsWith('src/')) return `imports ${target}, outside src/; move what it needs into src/`;
  if (target === mainFile) return `imports ${mainFile}; move what it needs into a folder`;
  const folder = folderOf(file);
  const targetFolder = folderOf(target);
  if (file === mainFile || folder === targetFolder) return undefined;
  const allowed = allowedFolders[folder];
  if (allowed === undefined || allowed.includes(targetFolder)) return undefined;
  const may = allowed.length === 0 ? 'no other folder' : `only ${allowed.join(', ')}`;
  return `imports ${target}, but ${folder} may import ${may}; move the code, or pass the value in`;
}

function checkPackage(file, specifier) {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const owner = packageOwners[name];
  if (owner === undefined)
    return `imports ${name}; use node:${name} or add the package to scripts/check-folders.mjs`;
  return file.startsWith(owner)
    ? undefined
    : `imports ${name}, which only ${owner} may; use what that exports`;
}

function checkName(file) {
  const [, ...names] = file.replace(/(\.test|\.d)?\.\w+$/, '').split('/');
  const wrong = names.find((name) => !kebabCase.test(name));
  return wrong === undefined ? [] : [`${file}: '${wrong}' is not kebab-case; rename it`];
}

function checkText(file, code) {
  const rules = [
    [
      /\bprocess\.exit\(/g,
      !exitingFiles.includes(file),
      'calls process.exit; throw, or return the status to main.ts',
    ],
    [/^export\s+default\b|\bas\s+default\b/gm, true, 'has a default export; export a name'],
  ];
  return rules.flatMap(([pattern, applies, what]) =>
    [...code.matchAll(pattern)]
      .filter(() => applies)
      .map(({ index }) => `${file}:${code.slice(0, index).split('\n').length}: ${what}`),
  );
}

/** One problem for each import that closes a circle in a depth-first walk. */
function checkCycles(valueImports) {
  const problems = [];
  const finished = new Set();
  const visit = (file, path) => {
    if (path.includes(file)) {
      const circle = [...path.slice(path.indexOf(file)), file].join(' -> ');
      problems.push(
        `${file}: imports itself in a circle: ${circle}; move what they share into a file of its own`,
      );
    } else if (!finished.has(file)) {
      for (const target of valueImports.get(file) ?? []) visit(target, [...path, file]);
      finished.add(file);
    }
  };
  for (const file of valueImports.keys()) visit(file, []);
  return problems;
}

/** Every folder is in the table above and on the map that newcomers read. */
function checkMap(root, files) {
  const map = 'src/README.md';
  const text = existsSync(join(root, map)) ? readFileSync(join(root, map), 'utf8') : '';
  const loose = files.filter(
    (file) => sourceFile.test(file) && folderOf(file) === undefined && file !== mainFile,
  );
  const folders = [...new Set(files.map(folderOf))].filter((folder) => folder !== undefined);
  return [
    ...loose.map((file) => `${file}: lies beside the folders; move it into one`),
    ...folders
      .filter((folder) => allowedFolders[folder] === undefined)
      .map(
        (folder) => `src/${folder}: is not in the table of scripts/check-folders.mjs; add what it may import`,
      ),
    ...folders
      .filter((folder) => !new RegExp(`^\\W*${folder}/`, 'm').test(text))
      .map((folder) => `src/${folder}: has no line in ${map}; add '${folder}/' and what it is for`),
  ];
}

function folderOf(file) {
  const [, folder, ...rest] = file.split('/');
  return rest.length > 0 ? folder : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, fileCount } = checkFolders(process.argv[2] ?? project);
  report('folders', problems, `${fileCount} files, every import allowed, no circles`);
}
