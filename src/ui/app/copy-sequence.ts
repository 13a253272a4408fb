/** Terminals drop, or choke on, more. */
const MOST_BYTES = 65_536;

/** What puts a text on the clipboard of whoever sits at the terminal (OSC 52), also over ssh; undefined: it is too long. */
export function copySequence(text: string): string | undefined {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length > MOST_BYTES ? undefined : `\x1b]52;c;${bytes.toString('base64')}\x07`;
}
