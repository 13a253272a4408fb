import type { Completion, Completions } from '../../query/completion/completions.ts';
import { blankAfter } from './blank-after.ts';
import { boundaryAtOrBefore } from './graphemes.ts';
import { type LineState, replaced, type Snapshot } from './line-state.ts';

/** What may stand at the cursor, to choose from. The line shows what is chosen as if it were typed. */
export interface CompletionMenu {
  readonly items: readonly Completion[];
  /** Index into `items`; undefined: nothing is chosen yet. */
  readonly chosen: number | undefined;
  /** The first of the items that are in sight. */
  readonly top: number;
  /** The line before Tab was pressed: Escape goes back to it. */
  readonly typed: LineState;
  /** The line with nothing chosen, and what of it an item takes the place of. */
  readonly base: LineState;
  readonly span: { readonly start: number; readonly end: number };
}

/**
 * What an answer to Tab does to the line that it was asked for. The only word that goes on from what is typed is
 * inserted; of several their common beginning, and the menu opens. Words that are merely similar never take the place of
 * what is typed before one is chosen. An answer to another line than the one that stands there now does nothing.
 */
export function takeCompletions(
  line: LineState,
  asked: Snapshot,
  { span, items }: Completions,
): { line: LineState; menu: CompletionMenu | undefined } {
  if (asked.text !== line.text || asked.cursor !== line.cursor) return { line, menu: undefined };
  const typed = line.text.slice(span.start, span.end);
  const continuing = items.filter(({ text }) => text.startsWith(typed));
  const [only, ...others] = continuing;
  if (only !== undefined && others.length === 0) {
    const inserted = only.text + blankAfter(line.text, span, only);
    return { line: replaced(line, span.start, span.end, inserted), menu: undefined };
  }
  const offered = only === undefined ? items : continuing;
  if (offered.length === 0) return { line, menu: undefined };
  const common = only === undefined ? typed : commonBeginning(continuing, typed.length);
  const base = common === typed ? line : replaced(line, span.start, span.end, common);
  const newSpan = { start: span.start, end: span.start + common.length };
  return {
    line: base,
    menu: { items: offered, chosen: undefined, top: 0, typed: line, base, span: newSpan },
  };
}

/** The next item, or the one before; from the last to the first. `rows` items are in sight at a time. */
export function choose(
  menu: CompletionMenu,
  step: 1 | -1,
  rows: number,
): { line: LineState; menu: CompletionMenu } {
  const { items, base, span } = menu;
  const from = menu.chosen ?? (step > 0 ? -1 : 0);
  const chosen = (from + step + items.length) % items.length;
  const top = Math.max(0, Math.min(Math.max(menu.top, chosen - rows + 1), chosen));
  return {
    line: replaced(base, span.start, span.end, items[chosen]!.text),
    menu: { ...menu, chosen, top },
  };
}

/** The items that are in sight when there is room for `rows`. */
export function itemsInSight(menu: CompletionMenu, rows: number): readonly Completion[] {
  return menu.items.slice(menu.top, menu.top + rows);
}

/** Whole graphemes, but no less than is typed. */
function commonBeginning(items: readonly Completion[], typedLength: number): string {
  const [{ text: first }, ...others] = items as [Completion, ...Completion[]];
  let length = first.length;
  for (const { text } of others) {
    let same = 0;
    while (same < length && text[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, Math.max(typedLength, boundaryAtOrBefore(first, length)));
}
