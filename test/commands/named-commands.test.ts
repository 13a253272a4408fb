import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';

/** What the language's contract foresees; some of it is no command yet. */
const foreseen =
  'retained dom idom dominated cut cuts uncut whatif free leaks dups waste diff growth mark marks objective expect record save replay export graph';

const source = join(import.meta.dirname, '../../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.startsWith('capture'),
);

test('no hint names a command that is not there', () => {
  const known = new Set(commands.flatMap(({ name, aliases }) => [name, ...aliases]));
  const missing = foreseen.split(' ').filter((name) => !known.has(name));
  if (missing.length === 0) return;
  // As texts name commands: between backticks, which a template escapes. Comments may name what is to come.
  const named = new RegExp(`\\\\?\`(${missing.join('|')})(?: [^\`]*)?\``);
  const found = files.flatMap((name) =>
    readFileSync(join(source, name), 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && named.test(line))
      .map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
