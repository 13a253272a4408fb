/** A whole screen: what it shall look like, not how to get there. */
export interface Frame {
  /** One text a row of the terminal, from the top; SGR sequences allowed, no other escapes; no line wider than the screen. */
  readonly lines: readonly string[];
  /** Where the cursor stands, from 0; undefined: it is hidden. */
  readonly cursor: { readonly column: number; readonly row: number } | undefined;
}
