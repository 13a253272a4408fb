import { isatty } from 'node:tty';
import { UsageError } from '../../base/errors.ts';
import { isStandardInput, STANDARD_INPUT } from '../../base/standard-input.ts';

const HOW = "as in: zcat app.heapsnapshot.gz | heapsh - -c 'hist | head 5'";

/** The snapshots, standard input by one name whatever it was called. Throws UsageError when it is there twice: it can be read once. */
export function namedSnapshots(files: readonly string[]): readonly string[] {
  const named = files.map((file) => (isStandardInput(file) ? STANDARD_INPUT : file));
  if (named.filter(isStandardInput).length < 2) return named;
  throw new UsageError('- stands for standard input, which can be read only once', {
    hint: 'save one of the snapshots to a file first',
  });
}

/** Throws UsageError when standard input is a snapshot, and the terminal. */
export function requirePiped(files: readonly string[]): void {
  if (!files.some(isStandardInput) || !isatty(0)) return;
  throw new UsageError('- is standard input, and nothing is piped into it', { hint: HOW });
}

/** Throws UsageError when standard input is a snapshot, and the script as well. `scripts`: the files of -f. */
export function refuseScriptFromSnapshot(files: readonly string[], scripts: readonly string[]): void {
  if (!files.some(isStandardInput) || !scripts.some(isStandardInput)) return;
  throw new UsageError('standard input is the snapshot: commands cannot come from it as well', {
    hint: "-c 'hist | head 5' runs a line, -f FILE those of a file",
  });
}

/** Throws UsageError when standard input is a snapshot, and nothing else tells what to ask. */
export function requireQuestions(files: readonly string[]): void {
  if (!files.some(isStandardInput)) return;
  const why = process.stdout.isTTY === true ? ' and there is no terminal to type on' : '';
  throw new UsageError(
    `standard input is the snapshot: commands cannot come from it as well${why && `,${why}`}`,
    {
      hint: `ask with -c or -f, ${HOW}`,
    },
  );
}
