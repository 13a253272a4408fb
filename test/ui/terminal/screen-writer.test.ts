import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/output/width.ts';
import type { Frame } from '../../../src/ui/terminal/frame.ts';
import { ScreenWriter } from '../../../src/ui/terminal/screen-writer.ts';
import { VirtualScreen } from '../../support/virtual-screen.ts';

const COLUMNS = 20;
const ROWS = 5;

let screen: VirtualScreen;
let writes: string[];
let writer: ScreenWriter;

beforeEach(() => {
  screen = new VirtualScreen(COLUMNS, ROWS);
  writes = [];
  writer = new ScreenWriter(
    { write: (text) => writes.push(text) > 0 && screen.write(text) },
    size(COLUMNS, ROWS),
  );
});

function size(columns: number, rows: number) {
  return { columns, rows };
}

function frame(lines: readonly string[], cursor?: Frame['cursor']): Frame {
  return { lines, cursor };
}

/** The blanks at the ends of lines cannot be seen. */
function seen(lines: readonly string[], rows = ROWS): string[] {
  return Array.from({ length: rows }, (_, row) => (lines[row] ?? '').trimEnd());
}

test('paints what it is given, and puts the cursor there', async () => {
  screen.write('\x1b[?7l'); // as the terminal is set
  writer.paint(
    frame(['one', '│ two wide 漢字    │', '', 'x'.repeat(COLUMNS), 'last'], { column: 4, row: 1 }),
  );
  expect(await screen.lines()).toEqual(['one', '│ two wide 漢字    │', '', 'x'.repeat(COLUMNS), 'last']);
  expect(await screen.cursor()).toEqual({ column: 4, row: 1 });
  expect(await screen.scrollback()).toEqual([]);
});

test('writes nothing at all for the same frame', () => {
  const same = () => frame(['a', '\x1b[1mb\x1b[22m'], { column: 0, row: 0 });
  writer.paint(same());
  writer.paint(same());
  expect(writes).toHaveLength(1);
  writer.paint(frame(same().lines));
  writer.paint(frame(same().lines));
  expect(writes).toHaveLength(2);
});

test('writes only the rows that differ, in one synchronized update with the cursor hidden', () => {
  writer.paint(frame(['one', 'two', 'three']));
  writer.paint(frame(['one', 'TWO', 'three'], { column: 2, row: 1 }));
  writer.paint(frame(['one', 'TW', 'three'], { column: 2, row: 1 }));
  expect(writes.slice(1)).toEqual([
    '\x1b[?2026h\x1b[2HTWO\x1b[2;3H\x1b[?25h\x1b[?2026l',
    '\x1b[?2026h\x1b[?25l\x1b[2HTW\x1b[K\x1b[2;3H\x1b[?25h\x1b[?2026l',
  ]);
});

test('a cursor that moves costs its address alone', () => {
  writer.paint(frame(['one'], { column: 0, row: 0 }));
  writer.paint(frame(['one'], { column: 2, row: 0 }));
  writer.paint(frame(['one']));
  expect(writes.slice(1)).toEqual(['\x1b[1;3H\x1b[?25h', '\x1b[?25l']);
});

test('never lets colours run into what follows', async () => {
  writer.paint(frame(['\x1b[7mlong inverse line', 'plain']));
  writer.paint(frame(['\x1b[7mshort', 'plain']));
  expect((await screen.cell(0, 0)).inverse).toBe(true);
  expect((await screen.cell(8, 0)).inverse).toBe(false);
  expect((await screen.cell(0, 1)).inverse).toBe(false);
});

test('writes everything again after invalidate', async () => {
  writer.paint(frame(['one', 'two'], { column: 0, row: 0 }));
  screen.write('\x1b[1;1H\x1b[31msomebody else\x1b[4;1Hwas here\x1b[?25l');
  writer.invalidate();
  writer.paint(frame(['one', 'two'], { column: 0, row: 0 }));
  expect(await screen.lines()).toEqual(seen(['one', 'two']));
  expect(await screen.cursor()).toEqual({ column: 0, row: 0 });
  expect((await screen.cell(0, 0)).foreground).toBeUndefined();
});

describe('whatever frames follow each other', () => {
  const character = fc.constantFrom(...'ab │漢🙂é', '\x1b[1m', '\x1b[7m', '\x1b[m', '\x1b[38;5;1m');
  const line = (columns: number) =>
    fc.array(character, { maxLength: 30 }).map((parts) => fitting(parts, columns));
  const frames = fc
    .record({ columns: fc.integer({ min: 2, max: 25 }), rows: fc.integer({ min: 1, max: 6 }) })
    .chain(({ columns, rows }) =>
      fc.array(
        fc.record({
          columns: fc.constant(columns),
          rows: fc.constant(rows),
          lines: fc.array(line(columns), { maxLength: rows }),
          cursor: fc.option(fc.record({ column: fc.nat(columns - 1), row: fc.nat(rows - 1) }), {
            nil: undefined,
          }),
        }),
        { maxLength: 6 },
      ),
    );

  test('the screen shows the last one, and nothing has scrolled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(frames, { maxLength: 3 }), async (series) => {
        const virtual = new VirtualScreen(COLUMNS, ROWS);
        virtual.write('\x1b[?7l');
        const painter = new ScreenWriter(virtual, size(COLUMNS, ROWS));
        for (const part of series) {
          for (const [index, { columns, rows, lines, cursor }] of part.entries()) {
            if (index === 0) {
              virtual.resize(columns, rows);
              painter.resize({ columns, rows });
            }
            painter.paint({ lines, cursor });
            expect(await virtual.lines()).toEqual(seen(lines.map(plain), rows));
            expect(await virtual.cursor()).toEqual(cursor);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** As many of the parts as fit. */
function fitting(parts: readonly string[], columns: number): string {
  let text = '';
  for (const part of parts) if (displayWidth(plain(text + part)) <= columns) text += part;
  return text;
}

function plain(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours are written
  return line.replace(/\x1b\[[\d;]*m/g, '');
}
