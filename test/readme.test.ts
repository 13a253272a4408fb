import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { plainStyle } from '../src/output/style.ts';
import { AnswerWriter } from '../src/session/answer-writer.ts';
import { exampleSnapshot } from '../src/session/example.ts';
import { LineRunner } from '../src/session/line-runner.ts';
import { newSession } from '../src/session/new-session.ts';
import { unwatchedTask } from '../src/session/watched-task.ts';
import { launcher, needsBuild, plainEnvironment } from './support/heapsh-process.ts';
import { type Example, examplesIn, withAnswers } from './support/markdown-blocks.ts';
import { temporaryFolder } from './support/temporary-files.ts';
import { TextSink } from './support/text-sink.ts';

// What the README shows is what the program answers. `UPDATE_README=1 npm test -- readme` writes today's answers into it.

const WIDTH = 100;
const file = join(import.meta.dirname, '../README.md');
const updating = process.env.UPDATE_README === '1';
const readme = () => readFileSync(file, 'utf8');

needsBuild();

test('every session in the README answers as it says, on the embedded example', async () => {
  const examples = examplesIn(readme(), 'heapsh', '> ');
  expect(examples.length).toBeGreaterThan(10);
  const answers = await replay(examples.map((example) => example.command));
  compare(examples, answers);
});

describe('commands typed at a system shell', () => {
  const folder = temporaryFolder();

  test('print what the README says', () => {
    copyFileSync(exampleSnapshot(), join(folder, 'pylint.heapsh'));
    const shim = join(folder, 'heapsh');
    writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${launcher}" "$@"\n`);
    chmodSync(shim, 0o755);
    // Node alone is enough to test heapsh; where there is no Python, nothing can be captured.
    const hasPython = spawnSync('python3', ['--version']).status === 0;
    const examples = examplesIn(readme(), 'console', '$ ').filter(
      ({ command }) => hasPython || !command.includes('python3'),
    );
    expect(examples.length).toBeGreaterThan(2);
    compare(
      examples,
      examples.map((example) => shell(example.command, folder)),
    );
  });
});

test('the table of commands is the table of commands', () => {
  const rows = commands.map(({ name, aliases, summary }) => {
    const others = aliases.map((alias) => `\`${alias}\``).join(' ');
    return `| \`${name}\` | ${others} | ${summary.replaceAll('|', '\\|')} |`;
  });
  const table = [
    '<!-- commands -->',
    '| command | also | what it answers |',
    '|---|---|---|',
    ...rows,
    '<!-- /commands -->',
  ];
  const between = /<!-- commands -->[\s\S]*<!-- \/commands -->/;
  if (updating)
    writeFileSync(
      file,
      readme().replace(between, () => table.join('\n')),
    );
  expect(readme().match(between)?.[0].split('\n')).toEqual(table);
});

async function replay(lines: readonly string[]): Promise<string[][]> {
  const out = new TextSink();
  const runner = new LineRunner(
    newSession(),
    new AnswerWriter({ out, messages: out, style: plainStyle, isInteractive: false, width: () => WIDTH }),
  );
  runner.settings.limit = 10;
  await runner.open([exampleSnapshot()], { partial: false, greets: false }, unwatchedTask);
  const answers: string[][] = [];
  for (const text of lines) {
    out.text = '';
    await runner.run({ text, lineNumber: undefined, file: undefined }, unwatchedTask);
    answers.push(out.text.replace(/^\n/, '').split('\n'));
  }
  return answers;
}

function shell(command: string, folder: string): string[] {
  const environment = {
    ...plainEnvironment,
    COLUMNS: String(WIDTH),
    PATH: folder + delimiter + process.env.PATH,
  };
  const { stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  // csv ends its lines as RFC 4180 says; Markdown as git does.
  return (stdout + stderr).replaceAll('\r\n', '\n').split('\n');
}

function compare(examples: readonly Example[], answers: readonly string[][]): void {
  if (updating) writeFileSync(file, withAnswers(readme(), examples, answers as string[][]));
  const shown = updating ? answers : examples.map((example) => example.shown);
  for (const [i, { command, lineIndex }] of examples.entries()) {
    const answer = answers[i]!.slice(0, answers[i]!.findLastIndex((line) => line !== '') + 1);
    const said = updating ? answer : shown[i]!;
    expect(said.map(withoutTime), `README.md:${lineIndex + 1}: ${command}`).toEqual(answer.map(withoutTime));
  }
}

/** How long a step of a replay took is another number each time. */
function withoutTime(line: string): string {
  return line.replace(/ +[\d.]+ (ms|s) {2}/, ' TIME ');
}
