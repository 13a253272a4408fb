#!/usr/bin/env node
// The launcher. The contract with dist/main.js: it exports `main(argv: string[]): Promise<number>`, does nothing
// when imported, reports its own errors, and resolves to the exit status. Setting `exitCode` instead of exiting
// lets output that is still on its way to a pipe arrive.
import { existsSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const main = new URL('../dist/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `heapsh: needs Node 20.19 or newer, and this is ${process.versions.node}; see https://nodejs.org`,
  );
  process.exitCode = 1;
} else if (!existsSync(main)) {
  console.error(
    'heapsh: this copy is not built yet; run `npm run build` in its folder (`npm start` does so by itself)',
  );
  process.exitCode = 1;
} else {
  process.exitCode = await (await import(main.href)).main(process.argv.slice(2));
}
