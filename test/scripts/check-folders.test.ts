import { describe, expect, test } from 'vitest';
// @ts-expect-error: the scripts are plain JavaScript
import { checkFolders } from '../../scripts/check-folders.mjs';
import { onTree, runOnTree } from './planted-tree.ts';

const folders = [
  'base',
  'model',
  'formats',
  'analysis',
  'query',
  'commands',
  'output',
  'session',
  'ui',
  'capture',
];
const map = folders.map((folder) => `    ${folder}/  what it is for`).join('\n');

function problems(files: Record<string, string>): string[] {
  return onTree({ 'src/README.md': map, ...files }, (root) => checkFolders(root).problems);
}

/** The one thing wrong with the file `path`, when its text is `text`. */
function problem(path: string, text: string): string | undefined {
  const found = problems({ [path]: text });
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

describe('the direction of imports', () => {
  test.each([
    ['src/model/a.ts', '../base/b.ts'],
    ['src/model/a.ts', './b.ts'],
    ['src/session/a.ts', '../output/b.ts'],
    ['src/commands/deep/a.ts', '../../capture/python/b.ts'],
    ['src/main.ts', './session/b.ts'],
    ['src/query/jsonpath.ts', 'jsonpath-plus'],
    ['src/ui/a.tsx', 'react/jsx-runtime'],
    ['src/base/a.ts', 'node:fs'],
  ])('%s may import %s', (file, specifier) => {
    expect(problem(file, `import { b } from '${specifier}';\n`)).toBeUndefined();
  });

  test.each([
    ['src/base/a.ts', '../model/b.ts', 'imports src/model/b.ts, but base may import no other folder'],
    ['src/model/a.ts', '../query/b.ts', 'but model may import only base'],
    ['src/formats/a.ts', '../analysis/b.ts', 'but formats may import only base, model'],
    ['src/analysis/a.ts', '../formats/b.ts', 'but analysis may import only base, model'],
    ['src/capture/a.ts', '../model/b.ts', 'but capture may import only base'],
    ['src/output/a.ts', '../capture/b.ts', 'but output may import only'],
    ['src/session/a.ts', '../main.ts', 'imports src/main.ts'],
    ['src/base/a.ts', '../../scripts/b.ts', 'outside src/'],
    ['src/session/a.ts', 'ink', 'imports ink, which only src/ui/ may'],
    ['src/query/a.ts', 'jsonpath-plus', 'which only src/query/jsonpath.ts may'],
    ['src/base/a.ts', 'fs', 'use node:fs'],
    ['src/base/a.ts', '@scope/package/part', 'imports @scope/package;'],
  ])('%s may not import %s', (file, specifier, what) => {
    const message = problem(file, `import { b } from '${specifier}';\n`);
    expect(message).toContain(`${file}:1: `);
    expect(message).toContain(what);
  });
});

test.each([
  ["import type { B } from '../model/b.ts';", 1],
  ["import {\n  a,\n  type B,\n} from '../model/b.ts';", 1],
  ["export * from '../model/b.ts';", 1],
  ["export type { B } from '../model/b.ts';", 1],
  ["import '../model/b.ts';", 1],
  ["\nexport const load = () => import('../model/b.ts');", 2],
  ["/* a\n comment */\nexport type B = import('../model/b.ts').B;", 3],
  ["const quote = /['\"`]/;\nimport { b } from '../model/b.ts';", 2],
  ['export const load = (name: string) => import(name);', 1],
])('every form of import is seen: %s', (text, line) => {
  expect(problem('src/base/a.ts', `${text}\n`)).toContain(`src/base/a.ts:${line}: imports`);
});

test.each([
  "// import('../model/b.ts')",
  "/*\nimport { b } from '../model/b.ts';\n*/",
  "export const text = `\nimport { b } from '../model/b.ts';\n`;",
  "export const url = 'http://host'; // process.exit(1)",
])('comments and texts import nothing: %s', (text) => {
  expect(problem('src/base/a.ts', `${text}\n`)).toBeUndefined();
});

describe('circles', () => {
  test('of values are found, once', () => {
    const { status, errors } = runOnTree('check-folders.mjs', {
      'src/README.md': map,
      'src/base/a.ts': "import { b } from './b.ts';\n",
      'src/base/b.ts': "import { c } from './c.ts';\n",
      'src/base/c.ts': "import { a } from './a.ts';\n",
      'src/base/d.ts': "import { a } from './a.ts';\n",
    });
    expect(status).toBe(1);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('src/base/a.ts -> src/base/b.ts -> src/base/c.ts -> src/base/a.ts');
  });

  test('of types are fine', () => {
    const files = {
      'src/base/a.ts': "import { b } from './b.ts';\n",
      'src/base/b.ts': "import type { A } from './a.ts';\n",
    };
    expect(runOnTree('check-folders.mjs', { 'src/README.md': map, ...files })).toEqual({
      status: 0,
      errors: [],
    });
  });
});

test('process.exit is for main.ts and the engine thread', () => {
  expect(problem('src/base/a.ts', '\nprocess.exit(1);\n')).toContain('src/base/a.ts:2: calls process.exit');
  expect(problem('src/main.ts', 'process.exit(1);\n')).toBeUndefined();
  expect(problem('src/session/engine/engine-worker.ts', 'process.exit(1);\n')).toBeUndefined();
});

test('exports have names', () => {
  expect(problem('src/base/a.ts', 'export default 1;\n')).toContain('src/base/a.ts:1: has a default export');
  expect(problem('src/base/a.ts', 'const a = 1;\nexport { a as default };\n')).toContain(':2: has a default');
});

test('files and folders are kebab-case', () => {
  expect(problem('src/base/bitSet.ts', '')).toContain("'bitSet' is not kebab-case");
  expect(problem('src/base/Big/a.ts', '')).toContain("'Big' is not kebab-case");
  expect(problem('src/capture/python/heapsh_agent.py', '')).toBeUndefined();
});

test('every source file is in a folder, and every folder in the table and on the map', () => {
  expect(problem('src/loose.ts', '')).toContain('src/loose.ts: lies beside the folders');
  expect(problem('src/example/a.heapsh', '')).toContain('src/example: has no line in src/README.md');
  const found = problems({ 'src/utils/a.ts': '', 'src/README.md': `${map}\n    utils/  odds and ends\n` });
  expect(found).toEqual([expect.stringContaining('src/utils: is not in the table')]);
});
