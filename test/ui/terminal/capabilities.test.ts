import { expect, test } from 'vitest';
import { forcedColour, readCapabilities } from '../../../src/ui/terminal/capabilities.ts';

const terminal = { isTTY: true };

test.each([
  [{ TERM: 'xterm' }, 16],
  [{ TERM: 'xterm-256color' }, 256],
  [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
  [{ TERM: 'xterm', COLORTERM: '24bit' }, 'truecolor'],
  [{ TERM: 'xterm-kitty' }, 'truecolor'],
  [{ TERM: 'xterm-direct' }, 'truecolor'],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, 'truecolor'],
  [{ TERM: 'screen', TERM_PROGRAM: 'iTerm.app' }, 16],
  [{ TERM: 'tmux-256color' }, 256],
  [{ TERM: 'linux' }, 16],
  [{ TERM: 'dumb', COLORTERM: 'truecolor' }, 'none'],
  [{}, 'none'],
  [{ TERM: 'xterm-256color', NO_COLOR: '1' }, 'none'],
  [{ TERM: 'xterm-256color', NO_COLOR: '' }, 256],
  [{ TERM: 'xterm-256color', NO_COLOR: '1', FORCE_COLOR: '1' }, 16],
  [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
] as const)('colours of %o: %s', (environment, colours) => {
  expect(readCapabilities(environment, terminal).colours).toBe(colours);
});

test('a pipe has no colours', () => {
  expect(readCapabilities({ TERM: 'xterm-256color' }, {}).colours).toBe('none');
});

test.each([
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'C.utf8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'C', LC_CTYPE: 'de_DE.UTF-8' }, true],
  [{ LANG: 'en_US.UTF-8', LC_ALL: '' }, true],
  [{ LANG: 'de_DE.ISO-8859-1' }, false],
  [{}, false],
])('unicode of %o: %s', (environment, unicode) => {
  expect(readCapabilities(environment, terminal).unicode).toBe(unicode);
});

test('chalk is told each depth by its own number', () => {
  expect((['none', 16, 256, 'truecolor'] as const).map(forcedColour)).toEqual(['0', '1', '2', '3']);
});
