/**
 * The text of a session file, byte order mark included. `isWhole`: written again it is the same bytes; where it is not,
 * as with a character that was cut, or bytes that are no UTF-8, the file must not be rewritten. O(n).
 */
export function sessionText(bytes: Uint8Array): { readonly text: string; readonly isWhole: boolean } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text, isWhole: Buffer.from(text).equals(bytes) };
}
