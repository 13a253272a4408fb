import type { Command } from '../../commands/command.ts';
import { classifyLine, parsedLine } from '../../query/parser/parse.ts';

/** `shell`: nothing that a session file tells. */
export type LineToRecord =
  | { readonly kind: 'command' | 'shell'; readonly prose?: undefined }
  | { readonly kind: 'prose'; readonly prose: string };

/** What a line is to a session file. One that is wrong is a command: its error is an answer as well. */
export function lineToRecord(text: string, commands: readonly Command[]): LineToRecord {
  if (classifyLine(text) !== 'pipeline') return { kind: 'shell' };
  const line = parsedLine(text, commands);
  const stage = line?.stages[0];
  if (line === undefined || stage === undefined || line.assign !== undefined) return { kind: 'command' };
  const command = commands.find(({ name }) => name === stage.command);
  if (command?.isUnrecorded === true) return { kind: 'shell' };
  if (command?.prose === undefined) return { kind: 'command' };
  return { kind: 'prose', prose: command.prose(stage.args as never) };
}
