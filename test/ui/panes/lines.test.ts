import { expect, test } from 'vitest';
import { shifted } from '../../../src/ui/panes/sideways.ts';
import {
  ascii,
  changed,
  column,
  dark,
  painted,
  partsIn,
  plain,
  row,
  scene,
  seen,
  surface,
} from './answers.ts';
import { error, help, object, path, tree } from './sample-answers.ts';

const small = surface(80, 24);
const large = surface(120, 40);
const asciiOnly = surface(80, 24, { theme: ascii });

test('a tree, its folds and its bars', () => {
  expect(seen(tree, small)).toMatchInlineSnapshot(`
    "
    ▾ 0x7f187d22b880 dict len 3
    ├─ ▾ 5.1 MiB  75.0%  1,234  ████▌  ["cache"] → 0x7f187d22b100 dict len 12
    │  ├─   [0] → 0x7f187d22b140 str '名前と住所' (repeated)
    │  └─ ▸ … 11 more
    └─ ▸    24 B   0.0%      1         ["n"] → 0x7f187d22b180 Node [root: module]
    "
  `);
  expect(seen(tree, large)).toBe(seen(tree, small));
  expect(seen(tree, asciiOnly)).toMatchInlineSnapshot(`
    "
    - 0x7f187d22b880 dict len 3
    |- - 5.1 MiB  75.0%  1,234  #####  ["cache"] -> 0x7f187d22b100 dict len 12
    |  |-   [0] -> 0x7f187d22b140 str '名前と住所' (repeated)
    |  \`- + ~ 11 more
    \`- +    24 B   0.0%      1         ["n"] -> 0x7f187d22b180 Node [root: module]
    "
  `);
});

test('in a tree edges have one look, objects another, and the rest is dim', () => {
  const line = painted(tree, small)[1]!;
  expect(partsIn(line, dark.accent)).toEqual(['████▌', '["cache"] →']);
  expect(partsIn(line, dark.dim)).toEqual(['├─ ▾']);
  expect(partsIn(painted(tree, small)[3]!, dark.dim)).toEqual(['│  └─ ▸', '… 11 more']);
});

test('however deep a row of a tree is, its object is seen', () => {
  const deep = (depth: number) =>
    row(['', '.next → 0x7f187d22b100 app.Node', ''], {
      branch: '   '.repeat(Math.min(depth, 40)),
      depth,
    });
  const chain = scene(
    { kind: 'tree', columns: [column(''), column(''), column('')] },
    [1, 12, 40, 3000].map(deep),
  );
  for (const columns of [40, 80, 120, 200]) {
    const lines = painted(chain, surface(columns, 4)).map(plain);
    for (const line of lines) expect(line).toContain('.next → 0x7f187d22b100');
    expect(lines[3]).toMatch(/^\(3000 deep\) /);
  }
});

test('all of a tree scrolls sideways, and its edges tell so', () => {
  expect(seen(changed(tree, { shift: 12 }), surface(30, 6))).toMatchInlineSnapshot(`
    "
    ‹880 dict len 3
    ‹ 75.0%  1,234  ████▌  ["cach›
    ‹ 0x7f187d22b140 str '名前と ›
    ‹more
    ‹  0.0%      1         ["n"] ›
    "
  `);
  const { columns } = surface(30, 6);
  const end = shifted(tree.state, 500, surface(30, 6));
  expect(end.shift).toBe(tree.state.widths.at(-1)! - columns);
  expect(shifted(tree.state, 500, large).shift).toBe(0);
});

test('a wide character that is half out of sight leaves a blank', () => {
  const text = scene({ kind: 'text', columns: [column('')] }, [row(['a名前と住所b'])]);
  const at = (shift: number, columns: number) => {
    const on = surface(columns, 1, { hasFocus: false });
    return plain(painted(changed(text, { shift }), on)[0]!);
  };
  expect(at(0, 12)).toBe('a名前と住所b');
  expect(at(0, 11)).toBe('a名前と住 ›');
  expect(at(0, 10)).toBe('a名前と住›');
  expect(at(1, 8)).toBe('‹ 前と ›');
  expect(at(2, 10)).toBe('‹前と住所b');
  expect(at(2, 7)).toBe('‹前と ›');
});

test('a path: the arrows stand below each other', () => {
  expect(seen(path, small)).toMatchInlineSnapshot(`
    "
                              0x7f1880000000 module astroid.manager [root: module]
            .AstroidManager → 0x7f1880000040 type AstroidManager
    .brain["astroid_cache"] → 0x7f1880000080 dict len 341
    "
  `);
  expect(seen(path, large)).toBe(seen(path, small));
  expect(seen(path, surface(50, 3, { theme: ascii }))).toMatchInlineSnapshot(`
    "
                               0x7f1880000000 module $
            .AstroidManager -> 0x7f1880000040 type As$
    .brain["astroid_cache"] -> 0x7f1880000080 dict le$
    "
  `);
  expect(partsIn(painted(path, small)[2]!, dark.accent)[0]).toBe('.brain["astroid_cache"] →');
});

test('an object, its headings and its names', () => {
  expect(seen(object, small)).toMatchInlineSnapshot(`
    "
    0x7f187d22b880 traceback manager.py:227
      size       64 bytes
      retained   24.6 MiB

    fields (2)
      .tb_frame  0x7f187d22b8c0 frame ast_from_file
      .tb_next   None
      … 3 more
    "
  `);
  expect(seen(object, large)).toBe(seen(object, small));
  const lines = painted(object, surface(80, 9, { hasFocus: false }));
  expect(partsIn(lines[4]!, dark.heading)).toEqual(['fields (2)']);
  expect(partsIn(lines[5]!, dark.accent)).toEqual(['.tb_frame']);
  expect(partsIn(lines[7]!, dark.dim)).toEqual(['… 3 more']);
});

test('help, and a line of it that is longer than the screen', () => {
  expect(seen(help, small)).toMatchInlineSnapshot(`
    "
    sort
    Rows with equal keys stay in their order, so sorting by one key and then by ano›

      hist | sort count desc
    "
  `);
  expect(seen(help, large)).toContain('one key and then by another sorts by both.\n');
  expect(seen(changed(help, shifted(help.state, 8, small)), small)).toContain('\n‹ equal keys');
});

test('in a text only who moves through it sees a selected line', () => {
  const selected = (text: string) => dark.selected(text, true);
  expect(painted(help, small).flatMap((line) => partsIn(line, selected))).toHaveLength(1);
  expect(painted(help, surface(80, 24, { hasFocus: false })).map(plain)[0]).toBe('sort');
  const idle = painted(help, surface(80, 24, { hasFocus: false }));
  expect(idle.flatMap((line) => partsIn(line, (text) => dark.selected(text, false)))).toEqual([]);
});

test('an error is wrapped, but for the line and the carets below it', () => {
  expect(seen(error, small)).toMatchInlineSnapshot(`
    "
    error: no column \`retained\`
      bytype traceback | sort retained desc | head 4
                              ^^^^^^^^
    hint: a field is written \`.retained\`; columns are \`address\`, \`type\`, \`size\` or
    \`value\`, and facts \`@size\`
    "
  `);
  expect(seen(error, surface(40, 12))).toMatchInlineSnapshot(`
    "
    error: no column \`retained\`
      bytype traceback | sort retained desc›
                              ^^^^^^^^
    hint: a field is written \`.retained\`;
    columns are \`address\`, \`type\`, \`size\` or
    \`value\`, and facts \`@size\`
    "
  `);
  expect(seen(error, large)).toContain('or `value`, and facts `@size`\n');
});

test('of an error the word in front and the carets are in colour', () => {
  const lines = painted(error, surface(80, 24, { hasFocus: false }));
  expect(lines.flatMap((line) => partsIn(line, dark.alarm))).toEqual(['error:', '^^^^^^^^']);
});

test('a selected line of an error is in sight, however long those before it are', () => {
  const on = surface(20, 2);
  const selected = (text: string) => dark.selected(text, true);
  const lines = painted(changed(error, { selected: 1 }), on);
  expect(lines.flatMap((line) => partsIn(line, selected)).map((part) => part.trim())).toEqual([
    'bytype traceback ›',
  ]);
});
