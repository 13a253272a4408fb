// What check-folders and check-tables know about source files: where they are, and what they import.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Every file below `folder`, as paths relative to `root` with forward slashes. */
export function listFiles(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}

/** The text of a source file without comments and template literals; every line keeps its number. */
export function readCode(root, path) {
  return readFileSync(join(root, path), 'utf8').replace(tokens, (token) =>
    quoted.test(token) ? token : token.replace(/[^\n]/g, ' '),
  );
}

// Strings and regular expressions are matched so that a `//` or a quote inside them starts nothing.
const regex = /(?<=(?:^|[=(,:;!&|?{}[>]|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//;
const tokens = new RegExp(
  [
    /\/\/[^\n]*/,
    /\/\*[\s\S]*?\*\//,
    /'(?:\\.|[^'\\\n])*'/,
    /"(?:\\.|[^"\\\n])*"/,
    /`(?:\\[\s\S]|[^`\\])*`/,
    regex,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
const quoted = /^['"]/;

// The formatter, which is checked first, puts every static import at the start of a line.
const staticImport = /^(?:import|export)\s+(type\s+)?(?:[\w$*{][^'"`;]*?\bfrom\s*)?(['"])([^'"\n]+)\2/gm;
const dynamicImport = /(\btypeof\s+)?\bimport\(\s*(?:(['"])([^'"\n]+)\2)?/g;

/**
 * The imports and re-exports in `code`: `{ specifier, typeOnly, line }`. The specifier of a dynamic import that is
 * computed is undefined. `import { type T }` is no type-only import: the file is loaded all the same.
 */
export function readImports(code) {
  return [staticImport, dynamicImport].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ 1: type, 3: specifier, index }) => ({
      specifier,
      typeOnly: type !== undefined,
      line: code.slice(0, index).split('\n').length,
    })),
  );
}

/** The path, from the root, of what a relative specifier in the file `from` names. */
export function resolveImport(from, specifier) {
  return posix.join(posix.dirname(from), specifier);
}

/** Prints the problems, or that there are none, and sets the exit status. */
export function report(name, problems, summary) {
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? `${name}: ${summary}` : `${name}: ${problems.length} to mend`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
