import { cutToWidth } from '../../output/width.ts';
import type { Binding } from '../keys/binding.ts';
import { keysOfPane } from '../keys/key-map.ts';
import { keyLabel } from '../keys/key-names.ts';
import type { Hint } from '../layout/status-layout.ts';
import type { OpenPane } from '../state/pane-stack.ts';
import type { ShellState } from '../state/shell-state.ts';
import { countOf, firstOf } from '../state/waiting-lines.ts';

const WIDEST_WAITING = 48;
/** From here on hints are for wide screens. */
const WIDE = 100;

/** What keys would do now: first of all the way out, then `?`, then as they stand in the tables of keys. */
export function hintsFor(state: ShellState, pane: OpenPane | undefined): readonly Hint[] {
  const { editor, search, focus } = state;
  if (search !== undefined) return ranked('Esc leaves', 'Enter searches');
  if (editor.menu !== undefined) {
    const { chosen, items } = editor.menu;
    const place = chosen === undefined ? `${items.length}` : `${chosen + 1} of ${items.length}`;
    return [
      { text: place, rank: 2 },
      ...ranked('Esc closes', 'Tab next'),
      { text: 'Shift-Tab back', rank: 3 },
    ];
  }
  if (editor.search !== undefined)
    return ranked('Esc leaves', 'Ctrl-R older', 'Ctrl-S newer', 'Enter runs it', '→ edits it');
  const way = wayOut(state, pane);
  const whileRunning = runningHints(state);
  if (whileRunning.length > 0) return [...ranked(...whileRunning), ...way.map((text) => ({ text, rank: 1 }))];
  if (focus === 'pane' && pane !== undefined) return paneHints(way, pane);
  return [
    ...['Tab complete', '↑ history', 'Ctrl-R search'].map((text, i) => ({ text, rank: 2 + i })),
    ...way.map((text) => ({ text, rank: 0 })),
    { text: '? keys', rank: 1 },
  ];
}

function ranked(...texts: readonly string[]): Hint[] {
  return texts.map((text, rank) => ({ text, rank }));
}

/** What Escape does. */
function wayOut({ focus, failure }: ShellState, pane: OpenPane | undefined): string[] {
  if (focus === 'pane') {
    if (failure !== undefined) return ['Esc closes the error'];
    return [pane?.closesTo === undefined ? 'Esc prompt' : 'Esc closes'];
  }
  if (failure === undefined) return pane === undefined ? [] : ['Esc answer'];
  return [pane === undefined ? 'Esc closes the error' : 'Esc closes the error, to the answer'];
}

/** What is over in a moment need not be stopped, and the line stays calm. */
function runningHints({ running, waiting }: ShellState): string[] {
  if (countOf(waiting) > 0) {
    // A line takes a column at least.
    const lines = firstOf(waiting, WIDEST_WAITING)
      .map(({ line }) => line)
      .join(' ; ');
    return ['Ctrl-C stops all', cutToWidth(`waiting: ${lines}`, WIDEST_WAITING)];
  }
  return running?.progress === undefined ? [] : ['Ctrl-C stops it', 'lines typed meanwhile wait'];
}

function paneHints(way: readonly string[], pane: OpenPane): Hint[] {
  const first = way.map((text) => ({ text, rank: 0 }));
  if (pane.closesTo !== undefined) return [...first, { text: '/ search', rank: 1 }];
  // About an answer without a number nothing can be asked.
  const isAskable = pane.state.answer.number !== undefined;
  const bindings = keysOfPane(pane.pane).filter(({ group }) => group !== 'ask' || isAskable);
  return [...first, ...bindings.flatMap(bindingHint)];
}

function bindingHint({ keys: [key = ''], inFooter, inWideFooter }: Binding, place: number): Hint[] {
  if (key === 'escape') return [];
  const words = inFooter ?? inWideFooter;
  if (words === undefined) return [];
  const rank = key === '?' ? 1 : place + (inFooter === undefined ? WIDE : 2);
  return [{ text: `${keyLabel(key)} ${words}`, rank }];
}
