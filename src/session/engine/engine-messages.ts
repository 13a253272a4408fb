import type { MessagePort } from 'node:worker_threads';
import type { FirstLook } from '../../model/first-look.ts';
import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';

import type { IndexChoice } from '../indexes/index-keeper.ts';

/** What goes to the engine's thread, to be done one after the other. Requests are numbered upwards. */
export type EngineRequest =
  | ({ readonly kind: 'open'; readonly id: number } & FilesToOpen)
  | { readonly kind: 'run'; readonly id: number; readonly line: string }
  /** The user leaves: what is recorded is brought to an end. */
  | { readonly kind: 'leave'; readonly id: number }
  /** What is open is kept in index files. */
  | { readonly kind: 'save'; readonly id: number };

export interface FilesToOpen {
  readonly files: readonly string[];
  /** Load the whole part of a damaged file. */
  readonly partial: boolean;
  /** Say in a line what was opened. */
  readonly greets: boolean;
  /** A session file whose steps are run again, and which is continued. */
  readonly resume?: string | undefined;
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
  | { readonly kind: 'answer'; readonly answer: ScreenAnswer }
  | { readonly kind: 'first-look'; readonly look: FirstLook | undefined }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: EngineOutcome };

export interface EngineOutcome {
  readonly status: 'done' | 'failed' | 'cancelled' | 'unreadable';
  /** What to ask the next line with. */
  readonly prompt: string;
  readonly quitting: boolean;
  /** What is looked at; undefined: nothing is open. */
  readonly header: EngineHeader | undefined;
  /** The file that the session is recorded in; undefined: it is not, so far. */
  readonly recordedIn: string | undefined;
}

/** The current heap in a line. Texts have been through `visible`. */
export interface EngineHeader {
  readonly snapshot: string;
  /** `cpython 3.11.2` */
  readonly runtime: string;
  readonly objects: number;
  readonly bytes: number;
  readonly cuts: number;
  /** The n of the last `$n`; 0: none. */
  readonly results: number;
}

/** `text`: answers come as text that is written down; `screen`: as what a screen scrolls through. */
export type AnswerForm = 'text' | 'screen';

/** What the thread starts with: where its settings are going to come from. */
export interface EngineBeginning {
  readonly settingsPort: MessagePort;
}

export interface EngineSettings {
  readonly control: SharedArrayBuffer;
  /** What the screen asks meanwhile. */
  readonly asides: MessagePort;
  readonly answers: AnswerForm;
  /** Write down what is asked, in a file that nobody has named. */
  readonly records: boolean;
  /** Index files: whether, and where. */
  readonly index: IndexChoice;
  /** What is going to be opened first. */
  readonly files: readonly string[];
  readonly colour: boolean;
  readonly answersToTerminal: boolean;
}
