import type { HeapshError } from '../base/errors.ts';
import type { Answer } from '../output/answer.ts';
import type { Settings } from './settings.ts';
import type { WatchedTask } from './watched-task.ts';

/** Where what a line comes to goes: text that is written down, or what a screen shows. */
export interface LineWriter {
  readonly settings: Settings;
  /** This line is run now. */
  begin(line: string): Promise<void>;
  write(answer: Answer, number: number | undefined, milliseconds: number, task: WatchedTask): Promise<void>;
  /** A line of the language has failed. */
  writeFailure(command: string, error: HeapshError): Promise<void>;
  /** Anything else has. */
  complain(error: HeapshError): Promise<void>;
  /** Text of the shell's own, beside answers. `dim`: not what anybody asked for. */
  print(lines: readonly string[], look?: 'dim'): Promise<void>;
  /** Everything from now on goes to a file, or back to where it went at first. Throws HeapshError. */
  redirect(file: string | undefined): Promise<void>;
  /** What was said so far is on its way: the line is finished. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
