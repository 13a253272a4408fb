import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { quietTask } from '../../src/base/task.ts';
import { completions } from '../../src/session/completions.ts';
import { fileNames } from '../../src/session/file-names.ts';
import { tabWords } from '../../src/session/plain-shell/tab-words.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';
import { temporaryFolder } from '../support/temporary-files.ts';

const { session } = sessionOn(pythonHeap().snapshot);
const folder = temporaryFolder();
writeFileSync(join(folder, 'one.heapsh'), '');
writeFileSync(join(folder, '.hidden'), '');
mkdirSync(join(folder, 'out'));

function offered(line: string): string[] {
  return tabWords(line, completions(session, line, line.length))[0];
}

test.each([
  ['.mo', '.mode'],
  ['.mode js', 'json'],
  ['.timer o', 'on'],
  ['.set ', 'limit'],
  ['cou', 'count'],
  ['count trace', 'traceback'],
  ['traceback | sor', 'sort'],
  ['help ', 'predicates'],
  ['help sta', 'stages'],
  ['hist | sort cou', 'count'],
  ['traceback | where ', '@line'],
  ['traceback[.tb_', '.tb_next'],
])('%s may become … %s', (line, word) => {
  const texts = offered(line);
  expect(texts.map((text) => text.replace(/^\./, ''))).toContain(word.replace(/^\./, ''));
});

test('files, in a word of the shell and in a command', () => {
  expect(offered(`.read ${folder}/o`)).toEqual([`${folder}/one.heapsh`, `${folder}/out/`]);
  expect(offered(`open ${folder}/on`)).toEqual([`${folder}/one.heapsh`]);
  expect(fileNames(`${folder}/`)).not.toContain(`${folder}/.hidden`);
  expect(fileNames(`${folder}/.h`)).toEqual([`${folder}/.hidden`]);
  expect(fileNames('/nonexistent/x')).toEqual([]);
});

test('what is typed is not replaced by a beginning that merely similar words share', () => {
  const words = (...texts: string[]) =>
    tabWords('TypeErr', {
      span: { start: 0, end: 7 },
      items: texts.map((text) => ({ text, detail: undefined })),
    })[0];
  expect(words('lib.typecheck.Err', 'lib.typecheck.OtherErr')).toEqual([]);
  expect(words('lib.TypeError')).toEqual(['lib.TypeError']);
  expect(words('lib.TypeError', 'TypeErrors')).toEqual(['TypeErrors']);
  expect(words('a.TypeErr', 'b.TypeErr')).toEqual(['a.TypeErr', 'b.TypeErr']);
});

test('results by number and name', async () => {
  await session.execute('kept = traceback', quietTask);
  expect(session.results.known).toEqual(['kept', '$1']);
  expect(offered('count ke')).toContain('kept');
});

test('nothing that would steer the terminal is offered: types and fields are written with escapes, the rest is left out', () => {
  writeFileSync(join(folder, 'evil\x1b[2J'), '');
  const { session: hostile } = sessionOn(
    heap({
      objects: {
        a: { type: 'evil.\u202eType\x1b[2J', attributes: { 'field\x1b[2J': 'a', fine: 'a' } },
      },
    }).snapshot,
  );
  const texts = (line: string) => completions(hostile, line, line.length).items.map(({ text }) => text);
  expect(texts('hist evi')).toContain('"evil.\\u202eType\\u001b[2J"');
  expect(texts('all.fi')).toEqual([]);
  expect(texts('all->fi')).not.toContain('field\x1b[2J');
  expect(texts('all[.fi')).toEqual(['fine', '"field\\u001b[2J"']);
  expect(texts(`open ${folder}/evi`)).toEqual([]);
  expect(texts(`.read ${folder}/evi`)).toEqual([]);
});

test('a name in escapes means the type', async () => {
  const { run } = sessionOn(heap({ objects: { a: { type: '\u202eType\x1b[2J' } } }).snapshot);
  expect(await run('count "\\u202eType\\u001b[2J"')).toMatchObject({ value: 1 });
});
