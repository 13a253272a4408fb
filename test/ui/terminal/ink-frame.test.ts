import { Box, render, Text } from 'ink';
import TextInput from 'ink-text-input';
import { createElement, type ReactElement } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { InkFrame } from '../../../src/ui/terminal/ink-frame.ts';

const size = { columns: 20, rows: 4 };
const plain = { colours: 'none', unicode: true } as const;
const open: InkFrame[] = [];

afterEach(() => {
  for (const frame of open.splice(0)) frame.close();
});

async function load(): Promise<InkFrame> {
  const frame = await InkFrame.load(plain, size);
  open.push(frame);
  return frame;
}

function screen(title: string, rows = size.rows): ReactElement {
  const field = createElement(TextInput, { value: 'typed', focus: false, onChange: () => undefined });
  return createElement(
    Box,
    { flexDirection: 'column', height: rows },
    createElement(Text, { color: 'red', bold: true }, title),
    createElement(Box, { flexGrow: 1 }),
    createElement(Box, { justifyContent: 'space-between' }, field, createElement(Text, null, 'right')),
  );
}

test('gives the lines of an element at once, and of the next one', async () => {
  const frame = await load();
  expect(frame.render(screen('title'))).toEqual(['title', '', '', 'typed          right']);
  expect(frame.render(screen('other'))).toEqual(['other', '', '', 'typed          right']);
});

test('lays out for the size it has', async () => {
  const frame = await load();
  frame.render(screen('title'));
  frame.resize({ columns: 12, rows: 2 });
  expect(frame.render(screen('title', 2))).toEqual(['title', 'typed  right']);
});

test('throws what a component throws', async () => {
  const frame = await load();
  const broken = createElement(() => {
    throw new Error('broken component');
  });
  expect(() => frame.render(broken)).toThrow('broken component');
});

test('hangs nothing on the process that close does not take back', async () => {
  const counts = () =>
    [process, process.stdin, process.stdout].flatMap((emitter) =>
      emitter.eventNames().map((name) => [name, emitter.listenerCount(name)]),
    );
  (await load()).close(); // what loading ink leaves is left once
  const before = counts();
  for (let i = 0; i < 20; i++) {
    const frame = await InkFrame.load(plain, size);
    frame.render(screen('title'));
    frame.close();
  }
  expect(counts()).toEqual(before);
});

test('a screen that changes turn after turn is no loop to react', async () => {
  const frame = await load();
  for (let i = 0; i < 120; i++) {
    expect(frame.render(screen(`title ${i}`))[0]).toBe(`title ${i}`);
    await new Promise(setImmediate);
  }
});

test('FORCE_COLOR is as it was', async () => {
  const before = process.env.FORCE_COLOR;
  await load();
  expect(process.env.FORCE_COLOR).toBe(before);
});

describe('the contract with ink', () => {
  test('with debug, one commit is one write of the whole frame, where CI is set as well', () => {
    const writes: string[] = [];
    const ignore = () => undefined;
    const out = { columns: 20, rows: 2, write: (text: string) => writes.push(text), on: ignore, off: ignore };
    const options = { stdout: out, stdin: {}, stderr: out, debug: true, patchConsole: false };
    const instance = render(screen('a', 2), options as unknown as Parameters<typeof render>[1] & object);
    instance.rerender(screen('b', 2));
    expect(writes).toEqual(['a\ntyped          right', 'b\ntyped          right']);
    instance.unmount();
  });
});
