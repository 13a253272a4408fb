import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsBuild } from '../../support/heapsh-process.ts';
import { bytesOf } from './bytes-of-keys.ts';
import { example, ShellOnScreen } from './shell-on-screen.ts';

needsBuild();

describe.each([
  { columns: 80, rows: 24, counts: /^ *# {2}type +count_delta +size_delta$/ },
  { columns: 120, rows: 40, counts: /^ *# {2}type +count_before .* size_delta$/ },
])('two snapshots on $columns×$rows', ({ columns, rows, counts }) => {
  let shell: ShellOnScreen;
  beforeAll(async () => {
    shell = await ShellOnScreen.open({ columns, rows, files: [example, example] });
    await shell.untilShown('Ctrl-D leaves');
  });
  afterAll(() => shell.close());

  test('what changed is seen beside what it is called, and all that it comes to', async () => {
    const lines = await shell.run('diff');
    const heading = lines.findIndex((line) => line.includes('size_delta'));
    expect(lines[heading]).toMatch(counts);
    expect(lines[2]).toMatch(/^0 bytes delta, 356,235 objects before/);
    expect(lines.slice(2, heading).join(' ')).toMatch(/objects after, \S+ bytes after \([^)]*\)$/);
    for (const line of lines.slice(heading + 1, -4)) expect(line).toMatch(/^ *\d+ {2}\S.* 0 +B$|^\D*$/);
  });

  test('by what the rows are sorted is seen, and what they are called as long as one scrolls', async () => {
    const [, , ...sorted] = await shell.run('diff | sort size_after desc');
    const names = (lines: readonly string[]) => lines.map((line) => /^ *\d+ {2}\S{4}/.exec(line)?.[0]);
    expect(sorted.find((line) => line.includes('type'))).toContain('size_after↓');
    await shell.after(
      'diff | select type, count_before, count_after, size_before, size_after, size_delta, kept, added\r',
    );
    shell.press(bytesOf('escape'));
    const before = await shell.settled();
    const scrolled = await shell.after(bytesOf('right').repeat(3));
    expect(names(scrolled)).toEqual(names(before));
    expect(scrolled.some((line) => line.includes('‹'))).toBe(columns === 80);
  });
});
