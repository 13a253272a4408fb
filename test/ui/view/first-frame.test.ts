import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyShell } from '../../../src/ui/state/shell-state.ts';
import type { Frame } from '../../../src/ui/terminal/frame.ts';
import { InkFrame } from '../../../src/ui/terminal/ink-frame.ts';
import { type ScreenSize, ScreenWriter } from '../../../src/ui/terminal/screen-writer.ts';
import { themeFor } from '../../../src/ui/themes/index.ts';
import { firstFrame } from '../../../src/ui/view/first-frame.ts';
import { VirtualScreen } from '../../support/virtual-screen.ts';

const colours = 256;
let ink: InkFrame;
beforeAll(async () => {
  ink = await InkFrame.load({ colours, unicode: true }, { columns: 80, rows: 24 });
});
afterAll(() => ink.close());

/** The texts, the colours of some places, and the cursor. */
async function seen(size: ScreenSize, frame: Frame) {
  const screen = new VirtualScreen(size.columns, size.rows);
  new ScreenWriter(screen, size).paint(frame);
  const rows = [0, size.rows - 3, size.rows - 2, size.rows - 1];
  const cells = await Promise.all(rows.flatMap((row) => [0, 9].map((column) => screen.cell(column, row))));
  return { lines: await screen.lines(), cells, cursor: await screen.cursor() };
}

test.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 40, rows: 8 },
])('looks like the frames that come after it, on $columns×$rows', async (size) => {
  const { ScreenPainter } = await import('../../../src/ui/view/screen-painter.tsx');
  for (const unicode of [true, false]) {
    const theme = themeFor({ depth: colours, unicode });
    ink.resize(size);
    const painted = new ScreenPainter(ink, theme).paint(emptyShell, size);
    expect(await seen(size, firstFrame(theme, size))).toEqual(await seen(size, painted));
  }
});

test('is empty where the screen is too small for a prompt', () => {
  const theme = themeFor({ depth: 'none', unicode: true });
  expect(firstFrame(theme, { columns: 1, rows: 1 })).toEqual({ lines: [], cursor: undefined });
});
