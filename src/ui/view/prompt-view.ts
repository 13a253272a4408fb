import { visible } from '../../output/visible.ts';
import { cutToWidth, displayWidth } from '../../output/width.ts';
import { shownLine } from '../line-editor/editor.ts';
import type { EditorState } from '../line-editor/editor-state.ts';
import { type LineWindow, visiblePart } from '../line-editor/line-window.ts';
import type { ShellState } from '../state/shell-state.ts';
import type { Theme } from '../theme.ts';

export interface PromptView {
  readonly label: string;
  /** SGR sequences allowed. */
  readonly text: string;
  /** Undefined: the keys go elsewhere. */
  readonly cursorColumn: number | undefined;
  /** To be given back at the next call. */
  readonly startIndex: number;
  /** Where the line begins on the screen. */
  readonly textColumn: number;
}

const LEAST_FOR_TEXT = 16;

/** The field at the bottom: the line that is typed, a search through the history, or the words that are looked for. */
export function promptView(
  state: ShellState,
  columns: number,
  previousStart: number,
  theme: Theme,
): PromptView {
  const editor = state.search?.editor ?? state.editor;
  const label = cutToWidth(labelOf(state), columns - LEAST_FOR_TEXT);
  const textColumn = displayWidth(label);
  const shown = shownLine(editor);
  const part = visiblePart(shown, columns - textColumn, previousStart);
  const hasKeys = state.search !== undefined || state.focus === 'prompt';
  return {
    label,
    text: hasKeys ? marked(part, shown, state, theme) : theme.dim(part.text),
    cursorColumn: hasKeys ? textColumn + part.cursorColumn : undefined,
    startIndex: part.startIndex,
    textColumn,
  };
}

function labelOf({ search, editor, promptLabel }: ShellState): string {
  if (search !== undefined) return search.direction > 0 ? 'search: ' : 'search back: ';
  return editor.search === undefined ? visible(promptLabel) : historyLabel(editor.search);
}

function historyLabel({ query, isFailing }: NonNullable<EditorState['search']>): string {
  return `${isFailing ? 'no line with' : 'history'} ‘${visible(query)}’: `;
}

/** With what is wrong, or was found, set off: where the line stands there as it is. */
function marked(
  part: LineWindow,
  shown: ReturnType<typeof shownLine>,
  { problem, focus, search, editor }: ShellState,
  theme: Theme,
): string {
  if (shown.found !== undefined) return setOff(part, shown.text, shown.found, theme.found);
  const isWrong = focus === 'prompt' && search === undefined && editor.menu === undefined;
  if (!isWrong || problem === undefined || problem.line !== shown.text) return part.text;
  const { column, length } = problem.problem;
  const underlined = (text: string) => theme.alarm(`\x1b[4m${text}`);
  return setOff(part, shown.text, { start: column, end: column + length }, underlined);
}

function setOff(
  part: LineWindow,
  line: string,
  { start, end }: { readonly start: number; readonly end: number },
  look: (text: string) => string,
): string {
  const asTyped = line.slice(part.startIndex, part.endIndex);
  const at = part.text.indexOf(asTyped);
  const from = Math.max(0, start - part.startIndex);
  const to = Math.min(end - part.startIndex, asTyped.length);
  if (at < 0 || from >= to) return part.text;
  return part.text.slice(0, at + from) + look(asTyped.slice(from, to)) + part.text.slice(at + to);
}
