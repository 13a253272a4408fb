import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietTask } from '../../../src/base/task.ts';
import type { HeapSnapshot } from '../../../src/model/snapshot.ts';
import { outcomeLabel } from '../../../src/session/replay/outcome-words.ts';
import { type ReplayedStep, replaySteps } from '../../../src/session/replay/replay-steps.ts';
import { updateFile } from '../../../src/session/replay/update-file.ts';
import { parseSessionFile } from '../../../src/session/session-file/parse.ts';
import { stepsOf } from '../../../src/session/session-file/session-file.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { heap } from '../../support/heap.ts';
import { randomHeap } from '../../support/random-heap.ts';
import { sessionOn } from '../../support/run-command.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';
import { recordedSession } from './recorded-session.ts';

const file = temporaryFiles();

async function replayed(
  text: string,
  snapshot: HeapSnapshot,
  { sameSnapshot = true, updates = false, only = undefined as ReadonlySet<number> | undefined } = {},
): Promise<ReplayedStep[]> {
  const { session } = sessionOn(snapshot);
  const steps = stepsOf(parseSessionFile(text));
  const options = { sameSnapshot, updates, only, task: quietTask };
  const all: ReplayedStep[] = [];
  for await (const step of replaySteps(session, steps, options)) all.push(step);
  return all;
}

/** The file after `--update`. */
async function updated(text: string, snapshot: HeapSnapshot, sameSnapshot = true): Promise<string> {
  const steps = await replayed(text, snapshot, { sameSnapshot, updates: true });
  const bytes = Buffer.from(text);
  const name = file('session.md', bytes);
  const source = {
    file: name,
    bytes,
    isWhole: true,
    session: parseSessionFile(text),
    steps: steps.map(({ step }) => step),
  };
  updateFile(source, steps, sessionOn(snapshot).session.commands, undefined);
  return readFileSync(name, 'utf8');
}

const block = (...lines: string[]) => `\`\`\`heapsh\n${lines.join('\n')}\n\`\`\`\n`;
const labels = (steps: readonly ReplayedStep[]) => steps.map(outcomeLabel);

describe('a recorded session', () => {
  const line = fc.constantFrom(
    ...[
      'hist',
      'count all',
      'objects app.Node',
      'kept = list',
      'kept',
      'kept | head 2',
      'x = $1',
      'x | count',
    ],
    ...['$1', '$2', '$2[0]', '_', '_[0]', '_ | head 1', '$3 | sort size desc', 'at $1[0]', 'chain _[0]'],
    ...[
      'nonsense',
      'count "',
      'bytype str',
      'snapshots',
      'help sets',
      'retained list',
      'dom',
      'leaks',
      'info',
    ],
    ...[
      'cut list->*',
      'uncut',
      'cuts',
      'mark $1[0] it',
      'at it',
      'refs it',
      'note that',
      'expect count(all) = 8',
    ],
    ...[
      'expect $1.rows > 2',
      'str[@size > 20]',
      'history',
      'record x.md',
      'open gone.heapsh',
      '0x1000',
      '@12',
    ],
    ...[
      'all | sample 3',
      'app.Node->*',
      'json list $',
      'diff test',
      'objects all | group by type',
      '.set limit 2',
    ],
  );

  test('replays equal on its own heap; written anew it is the same file', async () => {
    await fc.assert(
      fc.asyncProperty(randomHeap, fc.array(line, { minLength: 1, maxLength: 8 }), async (spec, lines) => {
        const { snapshot } = heap(spec);
        const text = await recordedSession(sessionOn(snapshot).session, lines);
        const steps = await replayed(text, snapshot);
        expect(
          steps.filter(
            ({ outcome }) => !['equal', 'error-as-recorded', 'passed-over'].includes(outcome.kind),
          ),
        ).toEqual([]);
        expect(await updated(text, snapshot)).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  test('on another heap: nothing breaks, and once updated it replays equal', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomHeap,
        randomHeap,
        fc.array(line, { minLength: 1, maxLength: 8 }),
        async (one, other, lines) => {
          const text = await recordedSession(sessionOn(heap(one).snapshot).session, lines);
          const { snapshot } = heap(other);
          const drifted = await replayed(text, snapshot, { sameSnapshot: false });
          for (const { passes, expectation, step } of drifted) {
            if (!passes && expectation !== 'fails') expect(step.command).toBe('open gone.heapsh');
          }
          const now = await updated(text, snapshot, false);
          const steps = await replayed(now, snapshot);
          expect(steps.filter(({ passes, expectation }) => !passes && expectation !== 'fails')).toEqual([]);
          // The numbers mean what they meant: the same answers, asked for by the same names.
          expect(await updated(now, snapshot)).toBe(now);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('no character of an answer can be another unnoticed', async () => {
    const { snapshot } = pythonHeap();
    const lines = ['hist', 'objects traceback', 'chain $2[0]', 'at $2[0]', 'count frame', 'nonsense'];
    const text = await recordedSession(sessionOn(snapshot).session, lines);
    const steps = stepsOf(parseSessionFile(text));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...steps), fc.nat(), async (step, place) => {
        const { start, end } = step.answerRange;
        const answer = text.slice(start, end);
        const places = [...answer.matchAll(/[a-z0-9]/gi)].map(({ index }) => index);
        const at = start + places[place % places.length]!;
        const changed = text.slice(0, at) + (text[at] === 'q' ? 'z' : 'q') + text.slice(at + 1);
        fc.pre(text.lastIndexOf('\n=>', at) < text.lastIndexOf('\n> ', at));
        const [tampered, ...others] = (await replayed(changed, snapshot)).filter(({ passes }) => !passes);
        expect([tampered?.step.number, others]).toEqual([step.number, []]);
      }),
    );
  });
});

test('a step that fails now keeps the numbers of all others, and who needs it is told', async () => {
  const text = block(
    '> count traceback',
    '2',
    '> gone = AnotherType',
    '=> rows=1 shown=1',
    '> count frame',
    '> gone | head 1',
    '=> rows=1 shown=1',
    '> $2 | head 1',
    '=> rows=1 shown=1',
    '> _',
    '> $3',
    '2',
    '> expect $3 = 2 and $1 = 2',
  );
  const steps = await replayed(text, pythonHeap().snapshot);
  expect(labels(steps)).toEqual([
    ...['equal', 'now fails', 'equal', 'now fails', 'now fails', 'now fails', 'equal', 'holds'],
  ]);
  expect(steps[4]!.answer!.lines[0]).toBe('error: $2 has no answer: the line that it stands for has failed');
  expect(steps[3]!.answer!.lines[0]).toMatch(/^error: gone has no answer/);
  // Written down, the failed ones keep their numbers still.
  const now = await updated(text, pythonHeap().snapshot);
  expect(now).toContain('=> error result=2');
  expect(labels(await replayed(now, pythonHeap().snapshot)).slice(-2)).toEqual(['equal', 'holds']);
});

test('what failed when it was recorded takes no number now that it succeeds', async () => {
  const text = block(
    '> count traceback',
    'error: it was not there',
    '=> error',
    '> count frame',
    '=> interrupted',
    '> count str',
    '> $1',
  );
  const { snapshot } = pythonHeap();
  const strings = (await replayed(block('> count str'), snapshot))[0]!.answer!.lines;
  const check = async (session: string) => (await replayed(session, snapshot)).at(-1)!.answer!.lines;
  expect(await check(text)).toEqual(strings);
  expect(await check(await updated(text, snapshot))).toEqual(strings);
});

test('a recording that began later than its shell keeps its numbers', async () => {
  const text = block(
    '> traceback',
    '...',
    '=> rows=2 result=8',
    '> count $8',
    '2',
    '=> result=9',
    '> expect $9 = 2',
  );
  expect(labels(await replayed(text, pythonHeap().snapshot))).toEqual(['equal', 'equal as shown', 'holds']);
});

test('a file that another shell continued counts anew where that did', async () => {
  const text = block(
    ...[
      '> count traceback',
      '> count str',
      '> count frame',
      '=> result=1',
      '> count list',
      '=> ',
      '> $1',
      '> $2',
    ],
  );
  const { snapshot } = pythonHeap();
  const steps = await replayed(text, snapshot);
  const answers = steps.map(({ answer }) => answer!.lines);
  expect(answers[4]).toEqual(answers[2]);
  expect(answers[5]).toEqual(answers[3]);
});

test('expectations decide, on whatever snapshot', async () => {
  const { snapshot } = pythonHeap();
  const failing = block('> expect count(traceback) < 2', 'error: as it was then', '=> error');
  for (const sameSnapshot of [true, false]) {
    const [step] = await replayed(failing, snapshot, { sameSnapshot });
    expect([outcomeLabel(step!), step!.passes]).toEqual(['fails', false]);
  }
  const [holds] = await replayed(block('> expect count(traceback) = 2'), snapshot);
  expect([outcomeLabel(holds!), holds!.passes]).toEqual(['holds', true]);
  // Nobody fills in what a test leaves out.
  const bare = block('> expect count(traceback) = 2', '> count frame');
  expect(await updated(bare, snapshot)).toBe(block('> expect count(traceback) = 2', '> count frame', '2'));
});

test('differences are failures on the recorded snapshot, and drift on another', async () => {
  const { snapshot } = pythonHeap();
  const text = block('> count traceback', '7', '=>', '> count Gone', '3', '=>', '> hist', '=> rows=1');
  const same = await replayed(text, snapshot);
  expect(same.map(({ passes }) => passes)).toEqual([false, false, false]);
  expect(labels(same)).toEqual(['differs', 'now fails', 'differs']);
  const other = await replayed(text, snapshot, { sameSnapshot: false });
  expect(other.every(({ passes }) => passes)).toBe(true);
  expect(labels(other)).toEqual(['drift', 'now fails', 'drift']);
});

test('wildcards that would fit anything do not take an error for an answer', async () => {
  const text = block('> count nonsense', '...', '> count nonsense', 'error: no type [..]', '...');
  const steps = await replayed(text, pythonHeap().snapshot);
  expect(labels(steps)).toEqual(['now fails', 'same error']);
});

test('addresses in a line are warned of where the snapshot is another', async () => {
  const text = block('> at 0x1000', '> str[@value = "0x1000"]', '> *->0x1000 | head 1', '> @5');
  const { snapshot } = pythonHeap();
  const warnings = async (sameSnapshot: boolean) =>
    (await replayed(text, snapshot, { sameSnapshot })).flatMap((step) => step.warnings);
  expect(await warnings(true)).toEqual([]);
  expect(await warnings(false)).toEqual([
    'step 1 names the address 0x1000 of another snapshot',
    'step 3 names the address 0x1000 of another snapshot',
    'step 4 names the object @5 of another snapshot',
  ]);
});

test('only some steps are verified; those before them are run, those behind are not', async () => {
  const text = block('> traceback', 'wrong', '> count $1', '2', '> count frame', 'wrong');
  const steps = await replayed(text, pythonHeap().snapshot, { only: new Set([2]) });
  expect(labels(steps)).toEqual(['only run', 'equal']);
});
