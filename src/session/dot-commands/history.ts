import { UsageError } from '../../base/errors.ts';
import { visible } from '../../output/visible.ts';
import type { DotCommand } from './dot-command.ts';

export const history: DotCommand = {
  name: '.history',
  usage: '.history [N]',
  doc: 'the lines of this session, or the last N of them',
  async run(runner, [count = '0']) {
    if (!/^\d+$/.test(count)) throw new UsageError(`.history takes a number, not ${count}`);
    // Without this line itself.
    const lines = runner.session.asked
      .slice(0, -1)
      .map(({ line }, i) => `${String(i + 1).padStart(4)}  ${visible(line)}`);
    await runner.writer.print(lines.slice(-Number(count)));
  },
};
