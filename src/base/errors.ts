/** Where something went wrong, in the terms of what the user gave us. All parts are optional and zero-based, as in code. */
export interface ErrorPlace {
  readonly file?: string;
  /** Byte offset in `file`. */
  readonly offset?: number;
  /** The text that was typed, and the span of it that the error is about. */
  readonly line?: string;
  readonly column?: number;
  readonly length?: number;
  /** Line number in a script, one-based as editors count. */
  readonly lineNumber?: number;
  /** The script, where `file` is what its line has asked for. */
  readonly script?: Pick<ErrorPlace, 'file' | 'lineNumber'>;
}

/** The one error that is meant for the user's eyes: what is wrong, where, and what to do next. */
export class HeapshError extends Error {
  readonly where: ErrorPlace;
  readonly hint: string | undefined;

  constructor(
    message: string,
    details: { where?: ErrorPlace; hint?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.where = details.where ?? {};
    this.hint = details.hint;
  }
}

/** A snapshot that cannot be read: exit status 3. */
export class FormatError extends HeapshError {}

/** A line of the language that is wrong, or that asks for what is not there: exit status 1. */
export class QueryError extends HeapshError {}

/** An expectation that does not hold: nothing is wrong with the line, but with the heap. Exit status 1. */
export class ExpectationError extends QueryError {}

/** The same error of a line, told to be somewhere: it stays of its kind. */
export function relocated(error: HeapshError, where: ErrorPlace): QueryError {
  const Kind = error instanceof ExpectationError ? ExpectationError : QueryError;
  return new Kind(error.message, { where, hint: error.hint, cause: error });
}

/** A command line that is wrong: exit status 2. */
export class UsageError extends HeapshError {}

/** The user asked to stop. Nothing is wrong, and the session is as it was: exit status 130. */
export class CancelledError extends HeapshError {
  constructor() {
    super('interrupted');
  }
}
