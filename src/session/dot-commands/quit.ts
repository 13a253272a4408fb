import type { DotCommand } from './dot-command.ts';

export const quit: DotCommand = {
  name: '.quit',
  usage: '.quit',
  doc: 'leave; so do quit, exit and Ctrl-D',
  async run(runner) {
    runner.session.quit();
  },
};
