import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Engine } from '../../../src/session/engine/engine.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { isTorn } from '../../../src/session/session-file/session-file.ts';
import { needsBuild } from '../../support/heapsh-process.ts';
import { temporaryFiles, temporaryFolder } from '../../support/temporary-files.ts';
import { writeHeapsh } from '../../support/write-heapsh.ts';
import { automaticFile, stepsIn, texts } from './recorded-shell.ts';

needsBuild();

const state = temporaryFolder();
const large = temporaryFiles()('large.heapsh', writeHeapsh(texts(30_000)));
const { XDG_STATE_HOME } = process.env;
process.env.XDG_STATE_HOME = state;
afterAll(() => {
  if (XDG_STATE_HOME === undefined) delete process.env.XDG_STATE_HOME;
  else process.env.XDG_STATE_HOME = XDG_STATE_HOME;
});

test("the engine's thread computes digests while nobody asks, and ends the recording when it is left", async () => {
  const shown: string[] = [];
  const engine = new Engine({
    answers: 'screen',
    records: true,
    colour: false,
    answersToTerminal: true,
    columns: 80,
    // Whatever is shown is in the file by then.
    showAnswer: ({ command }) => {
      if (command !== '')
        expect(stepsIn(automaticFile(state)!).at(-1)).toMatchObject({ command, torn: false });
      shown.push(command);
    },
  });
  await engine.open({ files: [large], partial: false, greets: false });
  await engine.run('str');
  while (stepsIn(automaticFile(state)!)[0]?.trailer?.sha256 === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await engine.run('str | sort @size');
  await engine.run('count str');
  await engine.run('str | tail 20000');
  await engine.close();
  expect(shown).toEqual(['str', 'str | sort @size', 'count str', 'str | tail 20000']);
  const file = automaticFile(state)!;
  const session = parseSessionFile(readFileSync(file, 'utf8'));
  expect([session.problems, isTorn(session)]).toEqual([[], false]);
  expect(stepsIn(file).map(({ trailer }) => trailer?.rows)).toEqual([30_000, 30_000, undefined, 20_000]);
  expect(readdirSync(dirname(file))).toHaveLength(1);
});
