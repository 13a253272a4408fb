const addresses = /\b0x[0-9a-f]+/g;

/** The text with the same word for every address: dumps of two processes never agree on those. */
export function withoutAddresses(text: string): string {
  return text.includes('0x') ? text.replace(addresses, '0x') : text;
}
