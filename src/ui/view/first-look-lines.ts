import type { FirstLook } from '../../model/first-look.ts';
import { displayWidth } from '../../output/width.ts';
import { type FirstLookRoom, firstLookText } from '../../session/first-look-text.ts';
import type { Theme } from '../theme.ts';

/** What is known of a snapshot that opens, above the prompt, set off from what is exact by a rule and by being dim. */
export function firstLookLines(look: FirstLook, room: FirstLookRoom, theme: Theme): string[] {
  const rule = theme.unicode ? '┄' : '-';
  const [title = '', ...rest] = firstLookText(look, { ...room, columns: room.columns - RULE });
  const left = rule.repeat(2);
  const right = rule.repeat(Math.max(0, room.columns - RULE - displayWidth(title) + 1));
  return [theme.dim(`${left} ${title} ${right}`), ...rest.map((line) => theme.dim(line))];
}

/** Of the title's line: two pieces, and two spaces. */
const RULE = 5;
