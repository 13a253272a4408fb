import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputEvent } from '../../../src/ui/terminal/input-event.ts';
import { KeyRouter } from '../../../src/ui/terminal/key-router.ts';

/** A clock that only moves when it is told to. */
class Clock {
  #due: (() => void) | undefined;

  after(_delay: number, callback: () => void): () => void {
    this.#due = callback;
    return () => {
      this.#due = undefined;
    };
  }

  /** Long enough for whatever is waited for. */
  pass(): void {
    const due = this.#due;
    this.#due = undefined;
    due?.();
  }
}

function routed(...chunks: (Buffer | string)[]) {
  const calls: (readonly InputEvent[])[] = [];
  const clock = new Clock();
  const router = new KeyRouter((events) => calls.push(events), { timers: clock });
  for (const chunk of chunks) router.feed(chunk);
  return { router, clock, calls, events: () => calls.flat().map(describeEvent) };
}

function describeEvent(event: InputEvent): string {
  if (event.kind === 'key') return event.name;
  if (event.kind === 'paste') return `paste ${JSON.stringify(event.text)}`;
  const held = Object.entries(event.modifiers).filter(([, isHeld]) => isHeld);
  return [event.action, event.button, event.column, event.row, ...held.map(([name]) => name)].join(' ');
}

/** What terminals send, and what it is. */
const bytesOfKeys: readonly (readonly [what: string, bytes: string, events: readonly string[]])[] = [
  ['letters', 'aZ?', ['a', 'Z', '?']],
  ['space', ' ', ['space']],
  ['more than ASCII', 'üñ漢🙂', ['ü', 'ñ', '漢', '🙂']],
  ['a number', '7', ['7']],
  ['control characters', '\x01\x1a\x1c\x1f\x00', ['ctrl-a', 'ctrl-z', 'ctrl-\\', 'ctrl-_', 'ctrl-space']],
  ['enter and its friends', '\r\n\t\x7f\x08', ['enter', 'enter', 'tab', 'backspace', 'ctrl-h']],
  ['alt', '\x1bb\x1bB\x1b\x7f\x1bü\x1b ', ['alt-b', 'alt-B', 'alt-backspace', 'alt-ü', 'alt-space']],
  ['alt with ctrl', '\x1b\x08\x1b\r', ['alt-ctrl-h', 'alt-enter']],
  ['alt with what begins an answer', '\x1b]\x1b[\r', ['alt-]', 'alt-[', 'enter']],
  ['arrows', '\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']],
  ['arrows in application mode', '\x1bOA\x1bOD', ['up', 'left']],
  ['home and end, four ways', '\x1b[H\x1bOF\x1b[1~\x1b[8~', ['home', 'end', 'home', 'end']],
  ['the block of six', '\x1b[2~\x1b[3~\x1b[5~\x1b[6~', ['insert', 'delete', 'pageup', 'pagedown']],
  ['function keys', '\x1bOP\x1b[15~\x1b[24~\x1b[[B', ['f1', 'f5', 'f12', 'f2']],
  [
    'modifiers',
    '\x1b[1;5C\x1b[1;2A\x1b[1;8D\x1b[3;3~',
    ['ctrl-right', 'shift-up', 'shift-alt-ctrl-left', 'alt-delete'],
  ],
  ['modified function keys', '\x1b[1;2R\x1b[15;5~\x1b[25~', ['shift-f3', 'ctrl-f5', 'shift-f1']],
  ['shift-tab', '\x1b[Z', ['shift-tab']],
  [
    'rxvt',
    '\x1b[a\x1bOc\x1b[5$\x1b[5^\x1b[7@\x1b[6$',
    ['shift-up', 'ctrl-right', 'shift-pageup', 'ctrl-pageup', 'shift-ctrl-home', 'shift-pagedown'],
  ],
  ['alt as a second escape', '\x1b\x1b[A\x1b\x1bOB', ['alt-up', 'alt-down']],
  ['two escapes, then alt', '\x1b\x1bx', ['escape', 'alt-x']],
  ['modifyOtherKeys', '\x1b[27;5;9~\x1b[27;2;13~\x1b[27;6;65~', ['ctrl-tab', 'shift-enter', 'shift-ctrl-a']],
  [
    'CSI u',
    '\x1b[13;2u\x1b[97;5u\x1b[97;2u\x1b[49:33;2u\x1b[27u',
    ['shift-enter', 'ctrl-a', 'A', '!', 'escape'],
  ],
  ['CSI u of a number pad', '\x1b[57400u\x1b[57419u\x1b[57414u', ['1', 'up', 'enter']],
  ['releases of keys', '\x1b[97;1:3u\x1b[1;1:3A', []],
  ['the number pad', '\x1bOq\x1bOM\x1bOk', ['1', 'enter', '+']],
  ['mouse', '\x1b[<0;3;4M\x1b[<0;3;4m', ['press left 2 3', 'release left 2 3']],
  ['mouse, modified', '\x1b[<18;1;1M\x1b[<32;5;6M', ['press right 0 0 ctrl', 'drag left 4 5']],
  ['wheel', '\x1b[<64;1;1M\x1b[<65;200;50M', ['wheel-up none 0 0', 'wheel-down none 199 49']],
  ['the old mouse', `\x1b[M !"`, ['press left 0 1']],
  ['a paste', '\x1b[200~one\r\ntwo\rü\n\x1b[31m\t\x1b[201~', ['paste "one\\ntwo\\nü\\n[31m\\t"']],
  ['an empty paste', '\x1b[200~\x1b[201~', []],
  ['a stray end of a paste', '\x1b[201~', []],
  ['focus', '\x1b[I\x1b[O', []],
  ['answers', '\x1b[?62;22c\x1b[>41;354;0c\x1b[24;80R\x1b[0n\x1b[?2026;2$y\x1b[?1u', []],
  [
    'answers in strings',
    '\x1b]11;rgb:0000/ü/0000\x07\x1b]10;?\x1b\\\x1bP>|xterm(388)\x1b\\\x1b_Gi=1;OK\x1b\\',
    [],
  ],
  ['an answer cut short by a key', '\x1b]11;rgb\x1b[A', ['up']],
  ['unknown sequences', '\x1b[99~\x1b[1;2;3x\x1b[?1;2y\x1b[ q\x1b[57358u\x1bOy\x1b[5i', ['9']],
  ['sequences cut short', '\x1b[1;\rx\x1b[12\x1b[A', ['enter', 'x', 'up']],
  ['broken sequences', '\x1bO!1A\x1b[!1;2B', ['A', 'B']],
];

test.each(bytesOfKeys)('%s', (_what, bytes, events) => {
  expect(routed(bytes).events()).toEqual(events);
});

test('the events of a chunk come in one call, and a chunk without any makes none', () => {
  expect(routed('abc\r').calls).toEqual([
    [
      { kind: 'key', name: 'a', text: 'a' },
      { kind: 'key', name: 'b', text: 'b' },
      { kind: 'key', name: 'c', text: 'c' },
      { kind: 'key', name: 'enter', text: undefined },
    ],
  ]);
  expect(routed('\x1b[I', '').calls).toEqual([]);
});

test('a space inserts one, and what was typed with ctrl or alt inserts nothing', () => {
  const texts = routed(' ', '\x1bx', '\x18')
    .calls.flat()
    .map((event) => (event as { text: unknown }).text);
  expect(texts).toEqual([' ', undefined, undefined]);
});

test('a grapheme typed at once is one key', () => {
  expect(routed('e\u0301👩‍👩‍👧x🇩🇪').events()).toEqual(['e\u0301', '👩‍👩‍👧', 'x', '🇩🇪']);
});

describe('what has not ended', () => {
  test.each([
    ['escape', '\x1b', ['escape']],
    ['two escapes', '\x1b\x1b', ['escape', 'escape']],
    ['alt with what begins a sequence', '\x1b[', ['alt-[']],
    ['the same of SS3', '\x1bO', ['alt-O']],
    ['escape before it', '\x1b\x1b[', ['escape', 'alt-[']],
    ['more than the beginning', '\x1b[1;', []],
    ['an answer', '\x1b]11;rgb:', []],
  ])('is %s when nothing follows', (_what, bytes, events) => {
    const { clock, router, events: seen } = routed(bytes);
    expect(seen()).toEqual([]);
    clock.pass();
    router.feed('x');
    expect(seen()).toEqual([...events, 'x']);
  });

  test('is no key once the router is closed', () => {
    const { clock, router, events } = routed('\x1b');
    router.close();
    clock.pass();
    expect(events()).toEqual([]);
  });

  test('is an escape with the real clock as well', async () => {
    const events = await new Promise<readonly InputEvent[]>((resolve) => {
      new KeyRouter(resolve, { escapeDelay: 1 }).feed('\x1b');
    });
    expect(events.map(describeEvent)).toEqual(['escape']);
  });
});

test('however bytes are split on their way, they are the same events, and no clock is needed', () => {
  const piece = fc.constantFrom(...bytesOfKeys);
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), cuts, (pieces, sizes) => {
      const bytes = Buffer.from(pieces.map(([, text]) => text).join(''));
      const expected = pieces.flatMap(([, , events]) => events);
      expect(routed(bytes).events()).toEqual(expected);
      expect(routed(...split(bytes, sizes)).events()).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('whatever bytes come, however split: the same events, and none with a control character for a name', () => {
  const byte = fc.oneof(fc.constantFrom(0x1b, 0x5b, 0x4f, 0x3b, 0x31, 0x4d, 0x7e, 0x5d, 0x50), fc.nat(0x7f));
  const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), cuts, (values, sizes) => {
      const bytes = Buffer.from(values);
      const whole = routed(bytes);
      const parts = routed(...split(bytes, sizes));
      for (const { clock } of [whole, parts]) clock.pass();
      expect(parts.events()).toEqual(whole.events());
      expect(whole.events().join('')).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 1000 },
  );
});

test('a paste of 5 MB in small chunks arrives whole', () => {
  const text = 'line of a paste ü\r\n'.repeat(260_000);
  const chunks = split(Buffer.from(`\x1b[200~${text}\x1b[201~x`), [4093]);
  const events = routed(...chunks).calls.flat();
  expect(events).toHaveLength(2);
  expect(events[0]).toEqual({ kind: 'paste', text: text.replaceAll('\r\n', '\n') });
});

/** Cuts into pieces of these sizes, over and over. */
function split(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = sizes[chunks.length % sizes.length]!;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
