// npm start [-- FILE… OPTIONS]: the shell on FILE, or on the embedded example, from a fresh clone.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build.mjs';
import { installMissing, root } from './install.mjs';

installMissing();
await buildIfStale();

// npm runs its scripts in the project's folder, but FILE is meant from where the user is.
if (process.env.npm_lifecycle_event === 'start' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

// In this process rather than a child: the terminal, signals and the exit status are the program's own.
const launcher = join(root, 'bin/heapsh.js');
const args = process.argv.slice(2);
const namesFile = args.length > 0 && !args[0].startsWith('-');
process.argv = [process.execPath, launcher, ...(namesFile ? args : ['--example', ...args])];
await import(pathToFileURL(launcher).href);
