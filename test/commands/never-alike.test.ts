import { expect, test } from 'vitest';
import { heap } from '../support/heap.ts';
import { sessionOn } from '../support/run-command.ts';

const { snapshot } = heap({
  objects: {
    app: { type: 'module', elements: ['first', 'second', 'third'] },
    first: { type: 'app.Job', attributes: { made: 'day', id: 'name', load: 'one', odd: 'name' } },
    second: { type: 'app.Job', attributes: { made: 'night', id: 'name', load: 'one', odd: 'one' } },
    third: { type: 'app.Job', attributes: { made: 'none', id: 'name', load: 'half', odd: 'day' } },
    lone: { type: 'app.Lone', attributes: { made: 'day', flag: 'yes' } },
    rope: { type: 'app.Rope', attributes: { length: 'one' } },
    day: { type: 'app.Day', attributes: { hour: 'one' } },
    night: { type: 'app.Night' },
    name: { type: 'str', value: 'ann' },
    one: { type: 'int', value: 1n },
    half: { type: 'float', value: 0.5 },
    yes: { type: 'bool', value: true },
    none: { type: 'NoneType', value: null },
  },
  roots: { module: ['app', 'lone', 'rope'] },
});

const { run, table } = sessionOn(snapshot);

test.each([
  [
    'app.Job[.made > 0]',
    '`.made` is None or an object (app.Day, app.Night) in all 3 objects: it is never > 0',
  ],
  ['app.Job[10 < .id]', '`.id` is a text in all 3 objects: it is never > 10'],
  ['app.Job[.load >= 0 and .id = 5]', '`.id` is a text in all 3 objects: it is never = 5'],
  ['app.Job[.load = "one"]', '`.load` is a number in all 3 objects: it is never = "one"'],
  [
    'app.Job[.made.hour = "1"]',
    '`.made.hour` is a number in the 1 of 3 objects that have it: it is never = "1"',
  ],
  ['app.Lone[.flag > 0]', '`.flag` is a boolean in this object: it is never > 0'],
  [
    'app.Job[.made.length > 0]',
    'no object of this set has `.made.length`: it is never > 0; how long an object is, is its @len',
  ],
  ['app.Job[@len > 2]', 'no object of this set has `@len`: it is never > 2'],
])('%s answers nothing, and why', async (set, note) => {
  expect(await run(`count ${set}`)).toMatchObject({ value: 0, provenance: { notes: [note] } });
  const [, type, predicate] = /^([\w.]+)\[(.*)\]$/.exec(set)!;
  expect((await table(`${type} | where ${predicate}`)).provenance.notes).toContain(note);
});

test.each([
  'app.Job[.load > 7]',
  'app.Job[.odd > 7]',
  'app.Job[.odd = "bob"]',
  'app.Job[.made is not None and .load > 7]',
  'app.Job[not .id != 5]',
  'app.Job[.id ~ "x"]',
  'str[@len > 7]',
  '(str minus str)[.id > 7]',
])('%s could have held: nothing is said', async (set) => {
  expect((await run(`count ${set}`)).provenance.notes ?? []).toEqual([]);
});
