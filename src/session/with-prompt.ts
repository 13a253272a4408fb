import { wantsColour } from '../output/wants-colour.ts';
import type { RunOptions } from './command-line/read-command-line.ts';
import { exampleSnapshot } from './example.ts';
import { historyPath } from './history-file.ts';
import { PlainShell } from './plain-shell/plain-shell.ts';
import { readLimit, readMode } from './settings.ts';

/** Opens the shell on the terminal; gives the exit status. */
export function runWithPrompt(run: RunOptions): Promise<number> {
  const shell = new PlainShell({
    files: run.useExample ? [exampleSnapshot(), ...run.files] : run.files,
    partial: run.partial,
    greets: !run.quiet,
    colour: !run.noColour && wantsColour(process.stdout, process.env),
    historyFile: historyPath(process.env),
    firstLines: settingLines(run),
  });
  return shell.run();
}

/** The settings of the command line, as one would type them. */
function settingLines({ mode, limit, output }: RunOptions): string[] {
  const lines: string[] = [];
  if (mode !== undefined) lines.push(`.mode ${readMode(mode).name}`);
  if (limit !== undefined) lines.push(`.set limit ${readLimit(limit) === Infinity ? 0 : limit}`);
  if (output !== undefined) lines.push(`.output '${output.replaceAll("'", "'\\''")}'`);
  return lines;
}
