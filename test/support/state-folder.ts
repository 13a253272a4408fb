import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/**
 * Where the program keeps what it remembers (XDG_STATE_HOME): a new folder for each test of a file, removed after it.
 * To be made before what has to end first, as hooks run backwards.
 */
export class StateFolder {
  path = '';

  constructor() {
    beforeEach(() => {
      this.path = mkdtempSync(join(tmpdir(), 'heapsh-state-'));
    });
    afterEach(() => rmSync(this.path, { recursive: true, force: true }));
  }

  get sessions(): string {
    return join(this.path, 'heapsh/sessions');
  }

  /** The text of the session that was recorded there. */
  recorded(): string {
    const [name = ''] = readdirSync(this.sessions).filter((each) => each.endsWith('.md'));
    return readFileSync(join(this.sessions, name), 'utf8');
  }
}
