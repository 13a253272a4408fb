import { formatCount } from '../../base/quantities.ts';
import { visible } from '../../output/visible.ts';
import type { TitleLineProps } from '../layout/title-line.tsx';
import type { OpenPane } from '../state/pane-stack.ts';

/** What was asked, and which rows of the answer are in sight. */
export function titleText(
  pane: OpenPane | undefined,
  rowsInSight: number,
): Pick<TitleLineProps, 'number' | 'command' | 'place'> {
  if (pane === undefined) return { number: '', command: '', place: '' };
  const { answer } = pane.state;
  return {
    number: answer.number === undefined ? '' : `$${answer.number}`,
    command: visible(answer.command),
    place: placeText(pane, rowsInSight),
  };
}

function placeText({ state: { outline, top } }: OpenPane, rowsInSight: number): string {
  const { rowCount, total, kind } = outline;
  const isTable = kind === 'table';
  const of = isTable && total > rowCount ? ` of ${formatCount(total)}` : '';
  if (rowCount <= rowsInSight) {
    if (!isTable) return '';
    return `${formatCount(rowCount)} ${rowCount === 1 ? 'row' : 'rows'}${of}`;
  }
  const last = Math.min(top + rowsInSight, rowCount);
  return `${formatCount(top + 1)}–${formatCount(last)} / ${formatCount(rowCount)}${of}`;
}
