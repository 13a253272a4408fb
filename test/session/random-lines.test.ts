import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { outputModes } from '../../src/output/modes.ts';
import { plainStyle } from '../../src/output/style.ts';
import { AnswerWriter } from '../../src/session/answer-writer.ts';
import { completions } from '../../src/session/completions.ts';
import { LineRunner } from '../../src/session/line-runner.ts';
import { unwatchedTask } from '../../src/session/watched-task.ts';
import { pythonHeap } from '../commands/python-heap.ts';
import { sessionOn } from '../support/run-command.ts';
import { TextSink } from '../support/text-sink.ts';

// Lines that could almost be meant: what no list of examples thinks of.
const set = fc.constantFrom(
  'traceback',
  'frame',
  'all',
  'roots',
  'modules',
  'frames',
  'unreachable',
  'str',
  'dict',
  '$1',
  '$2',
  '$1[0]',
  '_',
  '_[0:3]',
  'kept',
  '0x1000',
  '0xdead',
  '@5',
  '*',
  '/e$/',
  'Exception+',
  '"str"',
  'test:str',
  'nope:str',
  'nonsense',
  'traceback->tb_next',
  'all->*',
  'str<-*',
  'dict->["last_error"]',
  'frame->f_locals',
  'traceback->tb_next+',
  'all<-*+',
  'freed',
  '*->traceback',
  'all->0x1000',
);
const expression = fc.constantFrom(
  '@size',
  '@type',
  '.tb_next',
  '.a.b["k"][0]',
  'count',
  'length',
  '@depth > 1',
  '.tb_next is None',
  'exists(.x)',
  'type = "str"',
  '@value ~ "a"',
  '@nope',
  '1 + 2',
  'not @size',
  'size in (1, 2)',
  '10MB',
  '(',
  '@line / 0',
  'head.x',
);
const word = fc.oneof(
  { weight: 3, arbitrary: set },
  { weight: 3, arbitrary: expression },
  fc.constantFrom(...commands.map(({ name }) => name)),
  fc.constantFrom(
    '|',
    '|',
    'by',
    'to',
    'via',
    'tb_next',
    'desc',
    ',',
    '-1',
    '3',
    '0',
    '1e9',
    '--depth',
    '--limit',
    '-k',
    'and',
    '=',
  ),
  fc.constantFrom(
    'sum(size)',
    'max(@size)',
    'clodo',
    'via',
    'referrer',
    '$..*',
    '$.f_locals.*',
    '--exclude',
    '--tails',
  ),
);
const stage = fc
  .tuple(
    fc.constantFrom(...commands.filter(({ name }) => name !== 'help').map(({ name }) => name)),
    fc.array(word, { maxLength: 4 }),
  )
  .map(([command, words]) => [command, ...words].join(' '));
const line = fc.oneof(
  fc.tuple(set, fc.array(stage, { maxLength: 3 })).map(([head, stages]) => [head, ...stages].join(' | ')),
  fc.array(stage, { minLength: 1, maxLength: 3 }).map((stages) => stages.join(' | ')),
  fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
  fc.tuple(stage).map(([text]) => `kept = ${text}`),
);

test('no line, however wrong, breaks the session or any form of output', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...outputModes),
      async (lines, mode) => {
        const out = new TextSink();
        const { session } = sessionOn(pythonHeap().snapshot);
        const surroundings = {
          out,
          messages: out,
          style: plainStyle,
          isInteractive: false,
          width: () => 100,
        };
        const runner = new LineRunner(session, new AnswerWriter(surroundings));
        runner.settings.mode = mode;
        for (const text of lines) {
          await runner.run({ text, lineNumber: undefined, file: undefined }, unwatchedTask);
          expect(out.text, text).not.toContain('heapsh itself has failed');
          expect(() => completions(session, text, text.length), text).not.toThrow();
          if (mode.name === 'json')
            for (const json of out.text.trimEnd().split('\n')) if (json !== '') JSON.parse(json);
          out.text = '';
        }
      },
    ),
    { numRuns: 300 },
  );
});
