// Modules in WebAssembly's text format: what an import of one becomes, for the bundler and for the tests.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import loadWabt from 'wabt';
import { root } from './install.mjs';

const isWat = /\.wat$/;

/** JavaScript that has the module's code in it, and compiles it when it is asked to. Throws what is wrong with the text, and where. */
async function scriptOf(path) {
  const wabt = await loadWabt();
  const module = wabt.parseWat(relative(root, path), readFileSync(path, 'utf8'));
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  return `const code = '${Buffer.from(buffer).toString('base64')}';
export function instantiate() {
  return new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, 'base64'))).exports;
}
`;
}

export const watForEsbuild = {
  name: 'wat',
  setup(build) {
    build.onLoad({ filter: isWat }, async ({ path }) => ({ contents: await scriptOf(path), loader: 'js' }));
  },
};

export const watForVite = {
  name: 'wat',
  enforce: 'pre',
  load: (path) => (isWat.test(path) ? scriptOf(path) : undefined),
};
