import type { PathSegment, SetNode } from '../ast.ts';
import type { Option } from '../syntax.ts';

/** Something that may stand at a place in the line. The parser tells what it looks for, and completion offers it. */
export type Wanted =
  | { readonly kind: 'command'; readonly after: 'start' | 'pipe' }
  | { readonly kind: 'keyword'; readonly word: string }
  | { readonly kind: 'option'; readonly option: Option }
  | { readonly kind: 'choice'; readonly word: string }
  /** A type, one of the shell's own sets, a result or a snapshot's prefix. */
  | { readonly kind: 'set' }
  | { readonly kind: 'fact' }
  /** A field of the objects that `path` leads to from those of `subject`. */
  | { readonly kind: 'field'; readonly subject: SetNode | undefined; readonly path: readonly PathSegment[] }
  /** The same with its dot, where nothing is typed yet. */
  | { readonly kind: 'dotted-field'; readonly subject: SetNode }
  /** A key or an index in brackets. */
  | { readonly kind: 'item'; readonly of: SetNode | undefined }
  | { readonly kind: 'edge'; readonly of: SetNode | undefined }
  /** Of the rows that stand before the `|`, as far as they are known by name. */
  | { readonly kind: 'column'; readonly names: readonly string[] }
  | { readonly kind: 'literal'; readonly word: string }
  | { readonly kind: 'snapshot' }
  | { readonly kind: 'known-command' }
  | { readonly kind: 'file' };

/** What a half-typed word of each kind may look like, from its first character to the cursor. */
export const partialWord: Readonly<Record<Wanted['kind'], RegExp>> = {
  command: /^[\w-]*$/,
  keyword: /^\w*$/,
  option: /^-{0,2}[\w-]*$/,
  choice: /^[\w-]*$/,
  set: /^(?:"[^"]*|\(?[\p{L}\p{N}_.$*?]*)$/u,
  fact: /^@\w*$|^$/,
  field: /^(?:"[^"]*|[\p{L}\p{N}_$]*)$/u,
  'dotted-field': /^$/,
  item: /^\[[^\]]*$/,
  edge: /^(?:"[^"]*|[\p{L}\p{N}_$]*)$/u,
  column: /^\w*$/,
  literal: /^\w*$/,
  snapshot: /^[\w.-]*$/,
  'known-command': /^[\w-]*$/,
  file: /^[^\s|"']*$/,
};
