import type { Trailer } from './trailer.ts';

/** Offsets into the text that was parsed, in UTF-16 units. */
export interface SourceRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/**
 * A session file as it was read. Front matter and parts lie one behind the other and cover the whole text, so that a
 * change to one of them leaves the bytes of all others as they are.
 */
export interface SessionFile {
  readonly text: string;
  readonly frontMatter: FrontMatterPart | undefined;
  readonly parts: readonly Part[];
  /** What is not as the format says. None of it keeps the rest from being read. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** One-based, as editors count. */
  readonly lineNumber: number;
  readonly message: string;
}

export interface FrontMatterPart {
  readonly range: SourceRange;
  readonly values: FrontMatter;
  /** Where each key that heapsh knows has its line, without the line's end. */
  readonly keyRanges: ReadonlyMap<string, SourceRange>;
  /** The line `---` at its end; undefined when the file was cut before it. */
  readonly closing: SourceRange | undefined;
}

export interface FrontMatter {
  /** Of this format; undefined: not told. */
  readonly formatVersion: number | undefined;
  readonly snapshots: readonly SnapshotIdentity[];
  /** What wrote the file: `heapsh 0.1.0`. */
  readonly writtenBy: string | undefined;
  /** When it was begun, as ISO 8601. */
  readonly date: string | undefined;
}

/** The snapshot that was looked at. What is not known is undefined. */
export interface SnapshotIdentity {
  readonly file: string | undefined;
  /** Where it was, with all its folders. */
  readonly path?: string | undefined;
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string | undefined;
  readonly runtime: string | undefined;
  readonly objectCount: number | undefined;
}

export type Part = ProsePart | BlockPart;

export interface ProsePart {
  readonly kind: 'prose';
  readonly range: SourceRange;
  /** Where a fence other than ours is still open at the end of the text; undefined: none is. */
  readonly openFence: string | undefined;
}

/** A fenced block of commands and answers. */
export interface BlockPart {
  readonly kind: 'block';
  readonly range: SourceRange;
  readonly lineNumber: number;
  /** Spaces before the fence, up to three: lists indent their blocks. */
  readonly indent: string;
  readonly fence: string;
  readonly steps: readonly Step[];
  /** False: the text, or another block, ends it before its closing fence. */
  readonly closed: boolean;
}

export interface Step {
  /** 1, 2, …: its place among all steps of the file. */
  readonly number: number;
  readonly command: string;
  readonly lineNumber: number;
  /** The answer's lines as they are written, escapes and wildcards included; see `answer-line.ts`. */
  readonly lines: readonly string[];
  /** Undefined: written by hand, or cut off. */
  readonly trailer: Trailer | undefined;
  /** Everything between the command's line and the next command or the end of the block. */
  readonly answerRange: SourceRange;
  /** The file was cut while this was being written: the command, the answer or the trailer may be a part of the real one. */
  readonly torn: boolean;
}

/** A text without blocks of commands is prose, or a script of plain lines. */
export function hasBlocks(file: SessionFile): boolean {
  return file.parts.some(({ kind }) => kind === 'block');
}

/** All steps in order. */
export function stepsOf(file: SessionFile): Step[] {
  return file.parts.flatMap((part) => (part.kind === 'block' ? part.steps : []));
}

/** What the prose says one is after: the text behind each `Objective: `. */
export function objectivesOf(file: SessionFile): string[] {
  return file.parts.flatMap((part) =>
    part.kind === 'block'
      ? []
      : Array.from(
          file.text.slice(part.range.start, part.range.end).matchAll(objective),
          (match) => match[1]!,
        ),
  );
}

const objective = /^Objective: (.*\S)/gm;

/** The file was cut in a block: `closingText` closes it before anything is appended. */
export function isTorn(file: SessionFile): boolean {
  const last = file.parts.at(-1);
  return last?.kind === 'block' && !last.closed;
}
