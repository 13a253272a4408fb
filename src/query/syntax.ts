import type {
  AggregateNode,
  EdgesNode,
  ExpectationNode,
  ExprNode,
  KeyNode,
  SetNode,
  TargetNode,
} from './ast.ts';

/** What may stand in a parameter's place. Drives parsing, completion and help alike. */
export interface ParamTypes {
  set: SetNode;
  predicate: ExprNode;
  /** A predicate over counts, results and facts, which is about no row. */
  expectation: ExpectationNode;
  key: KeyNode;
  /** `KEY [as NAME], …` */
  keys: readonly KeyNode[];
  /** `count sum(KEY) max(KEY) …` */
  aggregates: readonly AggregateNode[];
  number: number;
  /** A bare word; `choices` limits it. */
  word: string;
  /** An edge name, with or without a leading dot: `tb_next`. */
  edgeName: string;
  /** A word as in a POSIX shell: quotes and backslashes. Completes to files. */
  file: string;
  /** The rest of the stage (to the next `|` outside quotes and brackets), as typed. */
  text: string;
  /** All that is left of the line, whatever is in it. The only parameter of its command. */
  prose: string;
  edges: EdgesNode;
  /** The same; a SET without an arrow is all edges of its objects. */
  edgesOrSet: EdgesNode;
  target: TargetNode;
  /** Options only: present or not. */
  flag: boolean;
}

export interface Param {
  readonly name: string;
  readonly kind: keyof ParamTypes;
  readonly doc: string;
  /** Must stand before it: `by`, `to`, `via`, `as`. */
  readonly keyword?: string;
  readonly optional?: boolean;
  readonly choices?: readonly string[];
  /** What a word completes to when it has no choices. */
  readonly completes?: 'command' | 'snapshot';
  /** More words that it completes to; others may be typed. */
  readonly offers?: readonly string[];
}

/** `--name VALUE`, or `-n VALUE` when it has a short form. Always optional. */
export interface Option {
  readonly name: string;
  readonly kind: keyof ParamTypes;
  readonly doc: string;
  readonly short?: string;
  readonly choices?: readonly string[];
}

/** What the parser needs to know of a command. */
export interface CommandSyntax {
  readonly name: string;
  readonly aliases: readonly string[];
  /**
   * What it does with what stands before its `|`: takes its objects in place of the first `set` parameter, takes its
   * rows, or cannot stand there. A `rows` command cannot begin a line.
   */
  readonly takes: 'objects' | 'rows' | 'nothing';
  /** One line, which completion shows beside its name. */
  readonly summary?: string;
  readonly params: readonly Param[];
  readonly options: readonly Option[];
  /** Columns that its rows always have, for completion behind its `|`; `same`: those of the rows it takes. */
  readonly columns?: readonly string[] | 'same';
}

/** The arguments as a command's `run` sees them: `--too-many` is `args['too-many']`. */
export type ArgsOf<P extends readonly Param[], O extends readonly Option[]> = {
  readonly [X in P[number] as X['name']]: X extends { readonly optional: true } | { readonly kind: 'set' }
    ? ParamTypes[X['kind']] | undefined
    : ParamTypes[X['kind']];
} & { readonly [X in O[number] as X['name']]: ParamTypes[X['kind']] | undefined };
