// The program whose heap becomes a snapshot. Usage: program.mjs FILE CONTENTS-AS-JSON; run by ../make-snapshots.mjs.
import { Session } from 'node:inspector';
import { writeHeapSnapshot } from 'node:v8';
import { requirePeers } from '../bench/peer-packages.mjs';
import { compile } from './compile.mjs';
import { makeStructures } from './structures.mjs';

const [file, contents] = process.argv.slice(2);
const { modules, ...counts } = JSON.parse(contents);
globalThis.held = makeStructures(counts);
if (modules > 0) {
  say(`compiling ${modules} modules`);
  globalThis.compiled = compile(requirePeers('typescript')('typescript'), modules);
}
say(`writing a heap of ${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`);
knowLines();
// A heap holds whatever a program knew: for its owner alone, whatever this version of Node does by itself.
process.umask(0o077);
writeHeapSnapshot(file);
say('written');

/**
 * On Node 20 a snapshot of large sources may not end in ten minutes: V8 looks for the line of each function from the
 * start of its source. With a debugger it keeps where the lines begin.
 */
function knowLines() {
  const session = new Session();
  session.connect();
  session.post('Debugger.enable');
}

function say(what) {
  process.stderr.write(`  ${performance.now().toFixed(0).padStart(6)} ms  ${what}\n`);
}
