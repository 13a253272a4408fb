import type { FirstLook } from '../../model/first-look.ts';
import type { ScreenAnswer } from '../../output/screen/screen-answer.ts';
import type { ScreenRow } from '../../output/screen/screen-view.ts';
import type { EngineHeader } from '../../session/engine/engine-messages.ts';
import type { LineProblem } from '../../session/line-problem.ts';
import type { Progress } from '../../session/progress-line.ts';
import type { TourWalk } from '../../session/tour/tour-walk.ts';
import { type EditorState, emptyEditor } from '../line-editor/editor-state.ts';
import { emptyStack, type PaneStack } from './pane-stack.ts';
import { noLines, type WaitingLines } from './waiting-lines.ts';

/** All that the screen shows, but for the rows themselves. */
export interface ShellState {
  readonly stack: PaneStack;
  /** Who has the keys. */
  readonly focus: 'prompt' | 'pane';
  readonly editor: EditorState;
  /** `heap> ` */
  readonly promptLabel: string;
  readonly header: EngineHeader | undefined;
  /** The file of the session; undefined: it is in none so far. */
  readonly recordedIn: string | undefined;
  readonly running: Running | undefined;
  /** Lines that wait for it. */
  readonly waiting: WaitingLines;
  /** The first error since something was asked, until something is asked again. */
  readonly failure: Failure | undefined;
  readonly message: Message | undefined;
  /** Words are being asked for. */
  readonly search: SearchPrompt | undefined;
  /** What is wrong with the line that is being typed, and which line that was. */
  readonly problem: { readonly line: string; readonly problem: LineProblem } | undefined;
  /** Undefined: there is none to walk through. */
  readonly tour: TourWalk | undefined;
  /** What a key of the answer has put into the prompt. */
  readonly prefilled: Prefilled | undefined;
}

/** The beginning of a line. When it is run the keys go back to the answer, and to the prompt again where it fails. */
export interface Prefilled {
  readonly text: string;
  /** It has been run, and no key was pressed since. */
  readonly hasRun: boolean;
}

/** A line, and the answer that was in front when it was asked. */
export interface AskedLine {
  readonly line: string;
  /** The id of its pane. */
  readonly from: number | undefined;
}

export interface Failure {
  readonly answer: ScreenAnswer;
  /** All of them. */
  readonly rows: readonly ScreenRow[];
  /** How many lines have failed after it. */
  readonly others: number;
}

/** What the engine works on. */
export interface Running extends AskedLine {
  readonly isLoading: boolean;
  /** What is known of it, once it takes long enough to be told. */
  readonly progress: ProgressSeen | undefined;
  /** What is known of the snapshot that it opens, as long as that is not open. */
  readonly firstLook?: FirstLook | undefined;
}

export interface ProgressSeen {
  /** Undefined: nothing is known but the time. */
  readonly step: Progress | undefined;
  /** Milliseconds since it began, and since the phase did. */
  readonly elapsed: number;
  readonly phaseElapsed: number;
}

export interface Message {
  readonly text: string;
  readonly tone: 'message' | 'alarm';
}

export interface SearchPrompt {
  readonly direction: 1 | -1;
  readonly editor: EditorState;
}

export const emptyShell: ShellState = {
  stack: emptyStack,
  focus: 'prompt',
  editor: emptyEditor,
  promptLabel: 'heap> ',
  header: undefined,
  recordedIn: undefined,
  running: undefined,
  waiting: noLines,
  failure: undefined,
  message: undefined,
  search: undefined,
  problem: undefined,
  tour: undefined,
  prefilled: undefined,
};
