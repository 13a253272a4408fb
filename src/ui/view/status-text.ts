import { formatDuration } from '../../base/quantities.ts';
import type { StatusParts } from '../layout/status-layout.ts';
import { frontPane, type OpenPane } from '../state/pane-stack.ts';
import type { Message, ShellState } from '../state/shell-state.ts';
import { hintsFor } from './hints.ts';

/** The last line: who has the keys; what is wrong, else what has just happened, else what keys would do; how exact the answer is. */
export function statusText(state: ShellState): StatusParts {
  const pane = frontPane(state.stack);
  const problem = problemText(state);
  const said =
    state.message ?? (problem === undefined ? undefined : { text: problem, tone: 'alarm' as const });
  const provenance = pane?.state.outline.provenance ?? '';
  return {
    sign: signOf(state, pane),
    text: said?.text ?? '',
    tone: said?.tone ?? 'message',
    hints: hintsFor(state, pane),
    facts: pane === undefined ? [] : factsOf(pane, isTold(state, said)),
    areFactsNeeded: provenance !== '',
  };
}

function signOf({ focus, search }: ShellState, pane: OpenPane | undefined): string {
  if (focus !== 'pane' || search !== undefined) return '';
  return pane?.closesTo === undefined ? 'ANSWER' : 'KEYS';
}

/** Something else than the answer in front is told of: how long that took would be read as of this. */
function isTold({ running, failure }: ShellState, said: Message | undefined): boolean {
  return running !== undefined || failure !== undefined || said !== undefined;
}

/** Longest first. How long it took gives way first, then what is cut; that it is, and that it is bounded, stays. */
function factsOf({ state: { answer, outline } }: OpenPane, isOtherTold: boolean): string[] {
  const time = answer.number === undefined || isOtherTold ? '' : formatDuration(answer.milliseconds);
  const { provenance } = outline;
  if (provenance === '') return time === '' ? [] : [time];
  const heads = provenance.split(' · ').map((part) => part.replace(/: .*/, ''));
  const whole = time === '' ? [] : [`${time} · ${provenance}`];
  return [...whole, provenance, heads.join(' · '), heads[0]!];
}

function problemText({ problem, editor, focus }: ShellState): string | undefined {
  const isOpen = editor.menu !== undefined || editor.search !== undefined;
  if (problem === undefined || focus !== 'prompt' || isOpen || problem.line !== editor.line.text)
    return undefined;
  const { message, hint } = problem.problem;
  return hint === undefined ? message : `${message}; ${hint}`;
}
