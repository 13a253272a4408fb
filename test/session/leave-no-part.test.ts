import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { saveAtEnd } from '../../src/session/indexes/leave-no-part.ts';
import { unwatchedTask } from '../../src/session/watched-task.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

test('a signal while an index is saved removes what is half written of it, and ends the process as ever', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'an.index');
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const others = process.listeners('SIGHUP').length;
  let finish: () => void = () => undefined;
  const save = () => new Promise<void>((resolve) => (finish = resolve));
  const complete = async () => undefined;
  const saved = saveAtEnd({ save, complete }, { uses: true, file }, unwatchedTask);
  await vi.waitFor(() => expect(process.listeners('SIGHUP')).toHaveLength(others + 1));
  writeFileSync(`${file}.${process.pid}-abc.part`, 'half');
  writeFileSync(`${file}.1-abc.part`, 'of another process');
  process.emit('SIGHUP', 'SIGHUP');
  expect(kill.mock.calls).toEqual([[process.pid, 'SIGHUP']]);
  expect(readdirSync(folder)).toEqual(['an.index.1-abc.part']);
  finish();
  await saved;
  expect(process.listeners('SIGHUP')).toHaveLength(others);
  kill.mockRestore();
});
