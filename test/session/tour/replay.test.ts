import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainStyle } from '../../../src/output/style.ts';
import { AnswerWriter } from '../../../src/session/answer-writer.ts';
import { LineRunner } from '../../../src/session/line-runner.ts';
import { runTourReport } from '../../../src/session/tour/tour-report.ts';
import { unwatchedTask } from '../../../src/session/watched-task.ts';
import { pythonHeap } from '../../commands/python-heap.ts';
import { heapsh, needsBuild } from '../../support/heapsh-process.ts';
import { sessionOn } from '../../support/run-command.ts';
import { TextSink } from '../../support/text-sink.ts';

needsBuild();

const tour = join(import.meta.dirname, '../../../src/example/tour.md');

test("the example's tour answers today what it says", async () => {
  const { status, out, err } = await heapsh(['replay', tour, '--mode', 'json']);
  const documents = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const notEqual = documents.filter(({ kind, outcome }) => kind === 'step' && outcome !== 'equal');
  expect({ status, err, notEqual }).toEqual({ status: 0, err: '', notEqual: [] });
  expect(documents.at(-1)).toMatchObject({ passes: true, same_snapshot: true, expectations: { fail: 0 } });
});

test('what it expects of the mended heap does not hold of the heap as it is', async () => {
  const expectation = 'expect count(traceback) < 1000 and count(frame) < 1000';
  expect((await heapsh(['demo', '-c', expectation])).status).toBe(1);
  const mended = ['demo', '-c', 'cut *->AstroidImportError', '-c', expectation];
  expect((await heapsh(mended)).status).toBe(0);
});

describe('told where there is no terminal', () => {
  async function told(text: string) {
    const [out, messages] = [new TextSink(), new TextSink()];
    const surroundings = { out, messages, style: plainStyle, isInteractive: false, width: () => Infinity };
    const writer = new AnswerWriter(surroundings);
    writer.separatesAnswers = false;
    const runner = new LineRunner(sessionOn(pythonHeap().snapshot).session, writer);
    const status = await runTourReport(runner, text, unwatchedTask);
    return { status, out: out.text, messages: messages.text };
  }

  const story = (command: string) =>
    `# A story\n\n## How many?\n\nLet us see.\n\n\`\`\`heapsh\n> ${command}\n7\n\`\`\`\n\nThat many.\n`;

  test('prose, command, answer of now, prose', async () => {
    expect(await told(story('count traceback'))).toEqual({
      status: 0,
      out: 'A story\n\nHow many?\n\nLet us see.\n\nheap> count traceback\n2\n\nThat many.\n',
      messages: '',
    });
  });

  test('an expectation that fails ends it, and its status tells', async () => {
    const { status, out, messages } = await told(story('expect count(traceback) > 5'));
    expect(status).toBe(1);
    expect(out).not.toContain('That many');
    expect(messages).toContain('expected count(traceback) > 5, but it is 2');
  });
});
