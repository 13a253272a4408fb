import { UsageError } from '../../base/errors.ts';
import { expandHome } from '../home-path.ts';
import type { DotCommand } from './dot-command.ts';

export const output: DotCommand = {
  name: '.output',
  usage: '.output [FILE]',
  doc: 'write answers to a file from now on; without FILE, to the terminal again',
  completes: 'file',
  async run(runner, [file, ...more]) {
    if (more.length > 0)
      throw new UsageError('.output takes one file', { hint: 'put quotes around a name with blanks' });
    await runner.writer.redirect(file === undefined ? undefined : expandHome(file));
  },
};
