import { expect, test } from 'vitest';
import { twoColumns } from '../../src/commands/help-text/columns.ts';
import { fill, paragraphs } from '../../src/commands/help-text/paragraphs.ts';
import { topics } from '../../src/commands/help-text/topics.ts';
import { commands } from '../../src/commands/index.ts';
import { displayWidth } from '../../src/output/width.ts';
import { facts } from '../../src/query/facts.ts';
import { sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

const { run, session } = sessionOn(pythonHeap().snapshot);

async function lines(line: string): Promise<readonly string[]> {
  const result = await run(line);
  if (result.kind !== 'text') throw new Error(`${line} answers ${result.kind}`);
  return result.lines;
}

/** Without the places where it is wrapped. */
function unwrapped(help: readonly string[]): string {
  return help.join(' ').replace(/\s+/g, ' ');
}

test('lists every command and topic', async () => {
  const help = await lines('help');
  for (const { name, summary } of [...commands, ...topics]) {
    expect(help.join('\n')).toContain(`  ${name} `);
    expect(unwrapped(help)).toContain(`${name} ${summary}`);
  }
});

test.each(commands.map(({ name }) => name))(
  'help %s shows how it is written, and its examples',
  async (name) => {
    const { aliases, summary, examples, params, options } = commands.find((each) => each.name === name)!;
    const help = await lines(`help ${name}`);
    expect(help[0]).toMatch(new RegExp(`^${name}( |$)`));
    const text = help.join('\n');
    for (const part of [...aliases, summary, ...[...params, ...options].map(({ doc }) => doc)]) {
      expect(unwrapped(help)).toContain(unwrapped([part]));
    }
    for (const example of examples) expect(text).toContain(`> ${example}\n(output of ${example})`);
  },
);

const helpLines = ['help', ...[...commands, ...topics].map(({ name }) => `help ${name}`)];

test.each(helpLines)('`%s` fits 80 columns', async (line) => {
  for (const each of await lines(line)) expect(displayWidth(each)).toBeLessThanOrEqual(80);
});

test('wrapping breaks between words, and below where the text begins', () => {
  const text = 'one two three '.repeat(20).trim();
  const long = `--${'x'.repeat(60)}`;
  const rows = [
    ['left', text],
    [long, 'on a line of its own'],
  ] as const;
  const wrapped = twoColumns(rows);
  expect(unwrapped(wrapped).trim()).toBe(`left ${text} ${long} on a line of its own`);
  for (const line of wrapped.slice(1, -2)) expect(line).toMatch(/^ {8}\S/);
  expect(wrapped.slice(-2)).toEqual([`  ${long}`, '        on a line of its own']);
  for (const line of [...wrapped, ...paragraphs(text)]) expect(line.length).toBeLessThanOrEqual(80);
  expect(paragraphs(text).join(' ')).toBe(text);
  expect(fill(['a', 'y'.repeat(20), 'b'], 10)).toEqual(['a', 'y'.repeat(20), 'b']);
});

test('an alias leads to its command', async () => {
  expect(await lines('? print_tb')).toEqual(await lines('help tb'));
});

test('usage comes from the table', async () => {
  expect((await lines('help hist'))[0]).toBe('hist [SET] [by KEY]');
  expect((await lines('help open'))[0]).toBe('open FILE [as NAME] [--partial]');
  expect((await lines('help sort'))[0]).toBe('sort KEY [asc|desc]');
});

test('a topic is found by what else it may be called, and none of these is a command', async () => {
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
  for (const topic of topics) {
    for (const alias of topic.aliases ?? []) {
      expect(await lines(`help ${alias}`)).toEqual(await lines(`help ${topic.name}`));
      expect(names).not.toContain(alias);
    }
  }
});

test('topics tell what the tables know', async () => {
  const predicates = (await lines('help predicates')).join('\n');
  for (const { name } of facts) expect(predicates).toContain(`@${name} `);
  const stages = (await lines('help stages')).join('\n');
  for (const { name, group } of commands) if (group === 'stages') expect(stages).toContain(`  ${name}`);
});

test('what nobody knows is an error with the nearest', async () => {
  await expect(run('help histt')).rejects.toMatchObject({ hint: expect.stringContaining('`hist`') });
});

test.each(['quit', 'exit'])('%s ends the session', async (word) => {
  const { run: runAlone, session: alone } = sessionOn(pythonHeap().snapshot);
  expect(alone.quitting).toBe(false);
  await runAlone(word);
  expect(alone.quitting).toBe(true);
  expect(session.quitting).toBe(false);
});
