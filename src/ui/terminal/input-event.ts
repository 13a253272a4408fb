/**
 * What a person does at the terminal. Keys have one name each, whatever bytes the terminal sends for them: a printable
 * character is its own name (`a`, `A`, `?`, `ü`, a whole grapheme), `space` being the one exception; the others are
 * `enter tab backspace delete escape up down left right home end pageup pagedown insert f1` … `f12`, with `shift-`, `alt-`
 * and `ctrl-` before them in this order (`ctrl-a`, `alt-b`, `shift-tab`, `alt-ctrl-h` is written `alt-ctrl-h`).
 */
export type InputEvent = KeyEvent | PasteEvent | MouseEvent;

export interface KeyEvent {
  readonly kind: 'key';
  readonly name: string;
  /** What a text field would insert; undefined for keys that insert nothing. */
  readonly text: string | undefined;
}

/**
 * A bracketed paste; its lines end with \n, and of other control characters it holds tabs at most. From a terminal
 * without brackets a paste comes as keys.
 */
export interface PasteEvent {
  readonly kind: 'paste';
  readonly text: string;
}

export interface MouseEvent {
  readonly kind: 'mouse';
  readonly action: 'press' | 'release' | 'drag' | 'wheel-up' | 'wheel-down' | 'wheel-left' | 'wheel-right';
  readonly button: 'left' | 'middle' | 'right' | 'none';
  /** From 0, from the top left corner of the screen. */
  readonly column: number;
  readonly row: number;
  readonly modifiers: { readonly shift: boolean; readonly alt: boolean; readonly ctrl: boolean };
}
