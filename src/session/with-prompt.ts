import { wantsColour } from '../output/wants-colour.ts';
import type { RunOptions } from './command-line/read-command-line.ts';
import type { BegunEngine } from './engine/begun-engine.ts';
import { historyPath } from './history-file.ts';
import { PlainShell } from './plain-shell/plain-shell.ts';
import { filesToOpen, recordsByItself, settingLines, tourFor } from './shell-start.ts';

/** Opens the line-by-line shell on the terminal; gives the exit status. `begun`: its engine, where that has been begun. */
export function runWithPrompt(run: RunOptions, begun?: BegunEngine): Promise<number> {
  const shell = new PlainShell({
    begun,
    files: filesToOpen(run),
    partial: run.partial,
    greets: !run.quiet,
    records: recordsByItself(run),
    index: run.index,
    resume: run.continues,
    colour: !run.noColour && wantsColour(process.stdout, process.env),
    historyFile: historyPath(process.env),
    firstLines: settingLines(run),
    tour: tourFor(run),
  });
  return shell.run();
}
