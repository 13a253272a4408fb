import type { Completions } from '../query/completion/completions.ts';

/** What goes to the engine's thread. Requests are numbered upwards. */
export type EngineRequest =
  | ({ readonly kind: 'open'; readonly id: number } & FilesToOpen)
  | { readonly kind: 'run'; readonly id: number; readonly line: string }
  | { readonly kind: 'complete'; readonly id: number; readonly line: string; readonly cursor: number };

export interface FilesToOpen {
  readonly files: readonly string[];
  /** Load the whole part of a damaged file. */
  readonly partial: boolean;
  /** Say in a line what was opened. */
  readonly greets: boolean;
}

/** A piece of text was taken. Not a request: it lets the engine send more. */
export interface TextTaken {
  readonly kind: 'taken';
  readonly stream: TextStream;
}

export type TextStream = 'answers' | 'messages';

/** What comes back. */
export type EngineReply =
  | { readonly kind: 'text'; readonly stream: TextStream; readonly text: string }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: EngineOutcome }
  | { readonly kind: 'completions'; readonly id: number; readonly completions: Completions };

export interface EngineOutcome {
  readonly status: 'done' | 'failed' | 'cancelled' | 'unreadable';
  /** What to ask the next line with. */
  readonly prompt: string;
  readonly quitting: boolean;
}

export interface EngineSettings {
  readonly control: SharedArrayBuffer;
  readonly colour: boolean;
  readonly answersToTerminal: boolean;
}
