import { expect, test } from 'vitest';
import { commandGroups } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/index.ts';
import { parseLine } from '../../src/query/parser/parse.ts';
import { sessionOn } from '../support/run-command.ts';
import { pythonHeap } from './python-heap.ts';

test('no name or alias stands for two commands', () => {
  const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names).toEqual([...new Set(names)]);
});

test.each(commands.map((command) => [command.name, command] as const))(
  '%s tells what it is',
  (_, command) => {
    expect(commandGroups).toContain(command.group);
    expect(command.summary).toMatch(/^\p{Lu}.*[^.]$/u);
    expect(command.description).toMatch(/\S/);
    for (const { doc } of [...command.params, ...command.options]) expect(doc).toMatch(/\S/);
  },
);

test.each(commands.flatMap(({ name, aliases }) => [name, ...aliases].map((word) => [word, name])))(
  'the word %s is understood as %s',
  (word, name) => {
    const { takes, params } = commands.find((command) => command.name === name)!;
    const values: Partial<Record<string, string>> = {
      target: 'roots',
      number: '3',
      edgeName: 'tb_next',
      edges: 'x->y',
    };
    const words = params
      .filter(({ optional, kind }) => optional !== true && !(takes === 'objects' && kind === 'set'))
      .map(({ keyword, kind, choices }) => `${keyword ?? ''} ${choices?.[0] ?? values[kind] ?? 'x'}`);
    const piped = takes === 'nothing' ? '' : 'traceback | ';
    const line = parseLine(`${piped}${word} ${words.join(' ')}`, commands);
    expect(line.stages.at(-1)!.command).toBe(name);
  },
);

test.each(commands.flatMap((command) => command.examples.map((line) => [line, command.name])))(
  'example %s',
  (example, name) => {
    const line = parseLine(example, commands);
    expect(line.stages.map(({ command }) => command)).toContain(name);
  },
);

test('columns that completion offers are those of the answer', async () => {
  const { table } = sessionOn(pythonHeap().snapshot);
  const lines = [
    ...['hist', 'objects all', 'bytype traceback', 'chains traceback via tb_next'],
    ...['retained traceback', 'idom traceback', 'dominated traceback'],
    'whatif *->str',
    'free traceback',
    'cut *->str',
    'cuts',
    'uncut',
    'leaks',
    'dups',
    'waste',
    'diff test test',
    'history',
    'mark traceback[0] first',
    'marks',
  ];
  const given = commands.filter(({ columns }) => typeof columns === 'object');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(
    expect.arrayContaining(given.map(({ name }) => name)),
  );
  // When the last is undone, uncut has no cuts to list.
  await table('cut traceback->tb_next');
  for (const { name, columns } of given) {
    const answer = await table(lines.find((line) => line.startsWith(name))!);
    expect(answer.columns.map((column) => column.name)).toEqual(columns);
  }
});

test('every command has an example', () => {
  expect(commands.filter(({ examples }) => examples.length === 0)).toEqual([]);
});
