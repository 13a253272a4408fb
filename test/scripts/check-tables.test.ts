import { expect, test } from 'vitest';
import { runOnTree } from './planted-tree.ts';

function check(files: Record<string, string>) {
  return runOnTree('check-tables.mjs', files);
}

test('folders that do not exist need no table', () => {
  expect(check({ 'src/README.md': '' })).toEqual({ status: 0, errors: [] });
});

test('parts that are in their table are fine', () => {
  const files = {
    'src/commands/command.ts': '',
    'src/commands/hist.ts': '',
    'src/commands/index.ts': "import { hist } from './hist.ts';\n",
    'src/formats/heapsh/reader.ts': '',
    'src/formats/heapsh/index.ts': '',
    'src/formats/index.ts': "import { heapsh } from './heapsh/index.ts';\n",
    'src/query/runtimes/runtime.ts': '',
    'src/query/runtimes/python.ts': '',
    'src/query/runtimes/index.ts': "import { python } from './python.ts';\n",
    'src/capture/python/agent.ts': '',
    'src/capture/attach.ts': '',
    'src/capture/index.ts': "import { python } from './python/agent.ts';\n",
  };
  expect(check(files)).toEqual({ status: 0, errors: [] });
});

test.each([
  ['src/commands/hist.ts', 'src/commands/index.ts', './history.ts'],
  ['src/formats/v8.ts', 'src/formats/index.ts', './heapsh/index.ts'],
  ['src/formats/v8/reader.ts', 'src/formats/index.ts', './v8-reader.ts'],
  ['src/query/runtimes/ruby.ts', 'src/query/runtimes/index.ts', './python.ts'],
  ['src/capture/ruby/agent.ts', 'src/capture/index.ts', './python/agent.ts'],
  ['src/ui/panes/table.ts', 'src/ui/panes/index.ts', './tree.ts'],
])('%s that is in no table is found', (part, index, imported) => {
  const { status, errors } = check({ [part]: '', [index]: `import { other } from '${imported}';\n` });
  expect(status).toBe(1);
  expect(errors).toEqual([expect.stringContaining(`is missing from its table; import it in ${index}`)]);
  expect(part).toContain(errors[0]?.split(': ')[0]);
});

test('an index that is missing, or takes only the type, does not count', () => {
  const part = { 'src/commands/hist.ts': '' };
  expect(check(part).errors).toHaveLength(1);
  const index = "// import './hist.ts'\nimport type { Hist } from './hist.ts';\n";
  expect(check({ ...part, 'src/commands/index.ts': index }).errors).toHaveLength(1);
});
