import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import { needsBuild, plainEnvironment } from '../../support/heapsh-process.ts';

needsBuild();

const dist = join(import.meta.dirname, '../../../dist');

test('what runs without a screen loads no ink and no react', () => {
  const batch = /import\("\.\/(without-prompt-\w+\.js)"\)/.exec(read('main.js'))?.[1];
  expect(batch).toBeDefined();
  const loaded = [...loadedWith('main.js'), ...loadedWith(batch!), ...loadedWith('engine-worker.js')];
  expect(loaded.filter((file) => /react\.transitional\.element|ink-root/.test(read(file)))).toEqual([]);
});

test('the licences of what is bundled are kept', () => {
  expect(existsSync(join(dist, 'LICENSES.txt'))).toBe(true);
  expect(read('LICENSES.txt')).toMatch(/^get-east-asian-width \S+ \(MIT\)\n\nMIT License/m);
});

/** A file of the bundle, and all that it imports before it runs. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name] of read(file).matchAll(/^(?:import|\} from|export .*from)\b.*"\.\/([\w-]+\.js)";$/gm)) {
    loadedWith(name!, seen);
  }
  return seen;
}

function read(file: string): string {
  return readFileSync(join(dist, file), 'utf8');
}

describe('colours of ink, which are settled when it is loaded', () => {
  // Where it finds the packages.
  const folder = mkdtempSync(join(import.meta.dirname, '../../../node_modules/.heapsh-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'colours.mjs');
  const source = join(import.meta.dirname, '../../../src/ui/terminal');
  buildSync({
    stdin: {
      contents: `
        import { createElement } from 'react';
        import { InkFrame } from './ink-frame.ts';
        import { readCapabilities } from './capabilities.ts';
        const capabilities = readCapabilities(process.env, { isTTY: true });
        const frame = await InkFrame.load(capabilities, { columns: 20, rows: 1 });
        const { Text } = await import('ink');
        console.log(JSON.stringify(frame.render(createElement(Text, { color: '#ff0000' }, 'red'))));
        frame.close();`,
      resolveDir: source,
      loader: 'ts',
    },
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });

  test.each([
    [{ COLORTERM: 'truecolor' }, '\x1b[38;2;255;0;0mred\x1b[39m'],
    [{ COLORTERM: undefined, CI: '1' }, '\x1b[38;5;196mred\x1b[39m'],
    [{ TERM: 'xterm' }, '\x1b[91mred\x1b[39m'],
    [{ NO_COLOR: '1', COLORTERM: 'truecolor' }, 'red'],
  ])('%o', (env, line) => {
    const environment = { ...plainEnvironment, COLORTERM: undefined, FORCE_COLOR: undefined, ...env };
    const { stdout, stderr } = spawnSync(process.execPath, [program], { env: environment, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([line]);
  });
});
