import { QueryError } from '../base/errors.ts';
import type { Recording, Shell } from './command.ts';
import { defineCommand } from './command.ts';
import { textResult } from './result.ts';

export const record = defineCommand({
  name: 'record',
  aliases: [],
  takes: 'nothing',
  isUnnumbered: true,
  isUnrecorded: true,
  params: [
    {
      name: 'file',
      kind: 'file',
      optional: true,
      doc: 'begun when it is new, continued when it is a session; left out, the answer tells where recording goes',
    },
  ],
  options: [],
  group: 'session',
  summary: 'Writes the session down, from here on, in a file of your own',
  description: `A session file is Markdown: what was asked, the beginning of each answer and a digest of the whole, notes and
objectives as prose. \`heapsh replay FILE\` runs it again and tells what is different. Each command is on disk before it is
run, and each answer before it is shown.

The shell records by itself, to a file of $XDG_STATE_HOME/heapsh/sessions, unless it was started with --no-record. A script
records from where it says so. What was asked before is not in FILE: \`save\` writes that too.`,
  examples: ['record', 'record leak.md'],
  run: ({ shell }, { file }) => {
    const recording = recordingOf(shell);
    const lines = file === undefined ? recording.status : recording.record(file);
    return { ...textResult(undefined, lines), isAside: true };
  },
});

/** Throws QueryError where there is none, as in the examples of a help text. */
export function recordingOf({ recording }: Shell): Recording {
  if (recording === undefined) throw new QueryError('nothing can be recorded here');
  return recording;
}
