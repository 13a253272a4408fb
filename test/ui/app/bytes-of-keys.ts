const ESCAPE = '\x1b';
const letters: Readonly<Record<string, string>> = {
  up: 'A',
  down: 'B',
  right: 'C',
  left: 'D',
  home: 'H',
  end: 'F',
};
const numbers: Readonly<Record<string, number>> = { pageup: 5, pagedown: 6, delete: 3, insert: 2 };
const plain: Readonly<Record<string, string>> = {
  enter: '\r',
  space: ' ',
  tab: '\t',
  escape: ESCAPE,
  backspace: '\x7f',
  f1: `${ESCAPE}OP`,
};

/** What a terminal sends for a key. */
export function bytesOf(key: string): string {
  const [, shift, alt, ctrl, name = key] = /^(shift-)?(alt-)?(ctrl-)?(.+)$/.exec(key) ?? [];
  const modifier = 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0);
  const letter = letters[name];
  if (letter !== undefined)
    return modifier === 1 ? `${ESCAPE}[${letter}` : `${ESCAPE}[1;${modifier}${letter}`;
  const number = numbers[name];
  if (number !== undefined) return `${ESCAPE}[${number}${modifier === 1 ? '' : `;${modifier}`}~`;
  if (ctrl) return String.fromCharCode(name.charCodeAt(0) & 31);
  return (alt ? ESCAPE : '') + (plain[name] ?? name);
}
