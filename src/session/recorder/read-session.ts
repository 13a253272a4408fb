import { readFileSync } from 'node:fs';
import { HeapshError } from '../../base/errors.ts';
import { systemErrorText } from '../../base/system-error.ts';
import { parseSessionFile } from '../session-file/parse.ts';
import type { SessionFile } from '../session-file/session-file.ts';
import { sessionText } from '../session-file/session-text.ts';

/** Throws HeapshError. */
export function readSession(file: string): SessionFile {
  try {
    return parseSessionFile(sessionText(readFileSync(file)).text);
  } catch (error) {
    throw new HeapshError(`cannot read ${file}: ${systemErrorText(error)}`, { cause: error });
  }
}
