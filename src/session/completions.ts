import { dotCommands } from './dot-commands/index.ts';
import type { Completions } from './engine-messages.ts';
import type { Session } from './session.ts';

/** What the word at the cursor may become. */
export function completions(session: Session, line: string, cursor: number): Completions {
  const before = line.slice(0, cursor);
  const dotWord = /^\s*(\.\S*)$/.exec(before)?.[1];
  if (dotWord !== undefined) {
    const words = dotCommands.map(({ name }) => name).filter((name) => name.startsWith(dotWord));
    return { words, start: cursor - dotWord.length };
  }
  return {
    words: session.commands.map(({ name }) => name).filter((name) => name.startsWith(before)),
    start: 0,
  };
}
