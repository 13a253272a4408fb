import { UsageError } from '../../base/errors.ts';
import { tourWords } from '../tour/tour-walk.ts';
import type { DotCommand } from './dot-command.ts';

/** A shell that has a tour takes these lines itself: what arrives here was asked where there is none, or is wrong. */
export const tour: DotCommand = {
  name: '.tour',
  usage: '.tour [on|off|back|next]',
  doc: 'the guided tour of heapsh demo: show it, leave it, a step back or forth',
  completes: tourWords,
  async run(_, [word = 'on', ...more]) {
    if (more.length > 0 || !tourWords.some((each) => each === word)) {
      throw new UsageError(`.tour takes one word: ${tourWords.join(', ')}`);
    }
    throw new UsageError('there is no tour here', { hint: '`heapsh demo` opens the example, with a tour' });
  },
};
