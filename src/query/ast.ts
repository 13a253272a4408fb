/** The tree of one line. Every node knows its span in the line, so that evaluation errors can point at the word. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Line {
  /** `NAME = …` */
  readonly assign: string | undefined;
  readonly stages: readonly CommandNode[];
  readonly text: string;
}

/** One command of a pipeline. `args` and `options` are keyed by the names in its Syntax. A bare SET is `objects SET`. */
export interface CommandNode extends Span {
  readonly command: string;
  readonly args: Readonly<Record<string, ArgValue | undefined>>;
}

export type ArgValue =
  | SetNode
  | ExprNode
  | EdgesNode
  | ExpectationNode
  | TargetNode
  | KeyNode
  | readonly KeyNode[]
  | readonly AggregateNode[]
  | string
  | number
  | boolean;

export type SetNode = Span &
  /** A dotted name, as typed: a type, a named result or a set of the shell's own (`all`, `roots`); which one is decided when evaluated. */
  (
    | { readonly kind: 'name'; readonly name: string }
    /** In double quotes: always a type's name. */
    | { readonly kind: 'quoted'; readonly name: string }
    | { readonly kind: 'glob'; readonly pattern: string }
    | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
    /** `Exception+` */
    | { readonly kind: 'subclasses'; readonly of: SetNode }
    | { readonly kind: 'address'; readonly address: bigint }
    | { readonly kind: 'heapId'; readonly id: number }
    /** `$3` or `_`; a result that was given a name is a `name`. */
    | { readonly kind: 'result'; readonly name: string }
    /** `[2]`, `[2:5]`, `[-3:]`: rows of a result, objects of any other set. `to` is undefined at the open end of a slice. */
    | { readonly kind: 'row'; readonly of: SetNode; readonly row: number }
    | { readonly kind: 'rows'; readonly of: SetNode; readonly from: number; readonly to: number | undefined }
    | { readonly kind: 'filter'; readonly of: SetNode; readonly predicate: ExprNode }
    | {
        readonly kind: 'follow';
        readonly of: SetNode;
        readonly direction: 'out' | 'in';
        readonly edge: EdgeSelector;
        readonly closure: boolean;
      }
    | {
        readonly kind: 'algebra';
        readonly operator: 'and' | 'or' | 'minus';
        readonly left: SetNode;
        readonly right: SetNode;
      }
    /** `before:traceback` */
    | { readonly kind: 'in-snapshot'; readonly snapshot: string; readonly of: SetNode }
  );

export type EdgeSelector =
  | { readonly kind: 'any' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'item'; readonly key: string | number }
  /** `->0x7f187d22b880`: those that lead to one object, under whatever name. */
  | { readonly kind: 'object'; readonly object: ObjectNode };

/** One object by its address or heap id. */
export type ObjectNode = Extract<SetNode, { kind: 'address' | 'heapId' }>;

/** EDGES of `cut` and `whatif`: all that its parts, with commas between them, name. */
export interface EdgesNode extends Span {
  readonly kind: 'edges';
  /** As typed. */
  readonly text: string;
  readonly parts: readonly EdgesPart[];
}

/** From a set by an edge, into a set, or what rows of an answer (as those of `free`) stand for. */
export type EdgesPart = Span & {
  /** As typed. */
  readonly text: string;
} & (
    | { readonly kind: 'from'; readonly from: SetNode; readonly edge: EdgeSelector }
    | { readonly kind: 'into'; readonly to: SetNode }
    | { readonly kind: 'rows'; readonly rows: SetNode }
  );

/** PRED of `expect`: about no row, but about whole sets and earlier results. */
export interface ExpectationNode extends Span {
  readonly kind: 'expectation';
  readonly expression: ExprNode;
  /** As typed: the text from `start` to `end`. */
  readonly text: string;
}

/** `to PRED|roots|modules` */
export type TargetNode = Span &
  (
    | { readonly kind: 'roots' }
    | { readonly kind: 'modules' }
    | { readonly kind: 'where'; readonly predicate: ExprNode }
  );

/** What rows are sorted, grouped or selected by: an expression (a bare name is a column), with the name it was given. */
export interface KeyNode extends Span {
  readonly kind: 'key';
  readonly expression: ExprNode;
  /** As typed, or what `as` said: the column's name. */
  readonly name: string;
}

export interface AggregateNode extends Span {
  readonly kind: 'aggregate';
  readonly aggregate: 'count' | 'sum' | 'min' | 'max' | 'avg';
  /** Undefined for `count`. */
  readonly of: KeyNode | undefined;
  /** As typed, or what `as` said: the column's name. */
  readonly name: string;
}

export type ExprNode = Span &
  (
    | { readonly kind: 'literal'; readonly value: number | bigint | string | boolean | null }
    /** `.name`, `.a.b["k"][0]`; from the object of a column when there is one: `head.tb_frame`. */
    | { readonly kind: 'path'; readonly from: string | undefined; readonly steps: readonly PathSegment[] }
    | { readonly kind: 'fact'; readonly name: string }
    /** A bare name: a column of the row. */
    | { readonly kind: 'column'; readonly name: string }
    | { readonly kind: 'exists'; readonly of: ExprNode }
    /** `count(SET)`, `retained(SET)`, and in an expectation `exists(SET)`. */
    | { readonly kind: 'call'; readonly name: string; readonly set: SetNode }
    /** `$3.length` */
    | { readonly kind: 'result-property'; readonly set: SetNode; readonly property: string }
    | { readonly kind: 'not' | 'negate'; readonly of: ExprNode }
    | { readonly kind: 'is-null'; readonly of: ExprNode; readonly negated: boolean }
    | { readonly kind: 'in'; readonly of: ExprNode; readonly list: readonly ExprNode[] }
    | { readonly kind: 'match'; readonly of: ExprNode; readonly source: string; readonly flags: string }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: ExprNode;
        readonly right: ExprNode;
      }
  );

/** A field's name, or what stands in brackets. */
export type PathSegment = string | { readonly key: string | number };

export type BinaryOperator = 'and' | 'or' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';
