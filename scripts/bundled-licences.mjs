// The licences of the packages whose code is in the bundle: they ask to be kept with every copy.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One text for all packages that esbuild's account of a build names. A package without a licence fails the build. */
export function licencesOf(metafile, root) {
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => packageOf(path));
  const folders = [...new Set(used)].filter((folder) => folder !== undefined).toSorted();
  return `${folders.map((folder) => licenceOf(join(root, folder))).join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The folder of the innermost package that a file belongs to. */
function packageOf(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[sc]e|copying)(\.|-|$)/i.test(file));
  if (license === undefined && files.length === 0) throw new Error(`${name} comes without a licence`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
