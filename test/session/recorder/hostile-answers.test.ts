import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescapeAnswerLine } from '../../../src/session/session-file/answer-line.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { recordedLines } from '../../../src/session/session-file/recorded-view.ts';
import { stepsOf } from '../../../src/session/session-file/session-file.ts';
import { heap } from '../../support/heap.ts';
import { temporaryFolder } from '../../support/temporary-files.ts';
import { hostileLine, hostileLines } from '../session-file/hostile-text.ts';
import { automaticFile, recordedShell } from './recorded-shell.ts';

const folder = temporaryFolder();

/** A heap whose texts, types, names and fields would like to be lines of a session file. */
function hostileHeap(words: readonly string[]) {
  const [type = '', name = '', ...values] = words;
  const label = (i: number) => `v${i}`;
  return heap({
    objects: {
      module: {
        type: 'module',
        name,
        attributes: Object.fromEntries(values.map((text, i) => [text, label(i)])),
      },
      odd: { type: type === '' ? 'odd' : type, size: 24 },
      ...Object.fromEntries(values.map((value, i) => [label(i), { type: 'str', value }])),
    },
    roots: { module: ['module'] },
  }).snapshot;
}

const questions = [
  'str',
  'all',
  'at module[0]',
  'refs module[0]',
  'hist',
  'chain str',
  'str | select .value',
  'backrefs str',
  'info',
];

test('whatever a program holds, its session reads as what was answered, and the next step is one', async () => {
  const words = fc.array(hostileLine, { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      words,
      hostileLines,
      fc.shuffledSubarray(questions, { minLength: 1 }),
      async (some, notes, asked) => {
        const state = join(folder, 'state');
        mkdirSync(state, { recursive: true });
        const { run, session, recorder } = recordedShell({ snapshot: hostileHeap(some), state });
        for (const [i, line] of asked.entries()) await run(line, `note and ${notes[i] ?? ''}`);
        recorder.close();
        const file = parseSessionFile(readFileSync(automaticFile(state)!, 'utf8'));
        rmSync(state, { recursive: true });
        expect(file.problems).toEqual([]);
        const steps = stepsOf(file);
        expect(steps.map(({ command }) => command)).toEqual(asked);
        for (const [i, { lines, trailer }] of steps.entries()) {
          const result =
            trailer?.status === 'answered' ? session.results.find(`$${numberOf(steps, i)}`) : undefined;
          if (result !== undefined) expect(lines.map(unescapeAnswerLine)).toEqual(recordedLines(result));
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** Errors take no number. */
function numberOf(
  steps: readonly { readonly trailer: { readonly status: string } | undefined }[],
  i: number,
): number {
  return steps.slice(0, i + 1).filter(({ trailer }) => trailer?.status === 'answered').length;
}
