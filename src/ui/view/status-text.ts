import { formatDuration } from '../../base/quantities.ts';
import { keysOfPane } from '../keys/key-map.ts';
import { keyLabel } from '../keys/key-names.ts';
import type { StatusLineProps } from '../layout/status-line.tsx';
import { frontPane, type OpenPane } from '../state/pane-stack.ts';
import type { ShellState } from '../state/shell-state.ts';

/** The last line: what is wrong, else what has just happened, else what keys would do. */
export function statusText(state: ShellState): Pick<StatusLineProps, 'text' | 'tone' | 'facts'> {
  const pane = frontPane(state.stack);
  const facts = pane === undefined ? '' : factsOf(pane);
  const problem = problemText(state);
  if (state.message !== undefined) return { ...state.message, facts };
  if (problem !== undefined) return { text: problem, tone: 'alarm', facts: '' };
  return { text: hints(state, pane).join(' · '), tone: 'hint', facts };
}

function factsOf({ state: { answer, outline } }: OpenPane): string {
  const time = answer.number === undefined ? '' : formatDuration(answer.milliseconds);
  return [time, outline.provenance].filter((text) => text !== '').join(' · ');
}

function problemText({ problem, editor, focus }: ShellState): string | undefined {
  const isOpen = editor.menu !== undefined || editor.search !== undefined;
  if (problem === undefined || focus !== 'prompt' || isOpen || problem.line !== editor.line.text)
    return undefined;
  const { message, hint } = problem.problem;
  return hint === undefined ? message : `${message}; ${hint}`;
}

function hints(state: ShellState, pane: OpenPane | undefined): string[] {
  const { editor, search, focus, running, waiting } = state;
  if (search !== undefined) return ['Enter searches', 'Esc leaves'];
  if (editor.menu !== undefined) {
    const { chosen, items } = editor.menu;
    const place = chosen === undefined ? `${items.length}` : `${chosen + 1} of ${items.length}`;
    return [place, 'Tab next', 'Shift-Tab back', 'Esc closes'];
  }
  if (editor.search !== undefined)
    return ['Ctrl-R older', 'Ctrl-S newer', 'Enter runs it', '→ edits it', 'Esc leaves'];
  // What is over in a moment need not be stopped, and the line stays calm.
  if (running?.progress !== undefined || waiting.length > 0) {
    const stop = ['Ctrl-C stops it', 'lines typed meanwhile wait'];
    return waiting.length === 0 ? stop : ['Ctrl-C stops all', `waiting: ${waiting.join(' ; ')}`];
  }
  if (focus === 'pane' && pane?.closesTo !== undefined) return ['Esc closes', '/ search'];
  if (focus === 'pane' && pane !== undefined) {
    // About an answer without a number nothing can be asked.
    const isAskable = pane.state.answer.number !== undefined;
    return keysOfPane(pane.pane)
      .filter(({ group }) => group !== 'ask' || isAskable)
      .flatMap(({ inFooter, keys: [key = ''] }) =>
        inFooter === undefined ? [] : [`${keyLabel(key)} ${inFooter}`],
      );
  }
  const toPane = pane === undefined ? [] : ['Esc answer'];
  return ['Tab complete', '↑ history', 'Ctrl-R search', ...toPane, '? keys'];
}
