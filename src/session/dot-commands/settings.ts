import { UsageError } from '../../base/errors.ts';
import type { LineRunner } from '../line-runner.ts';
import { findSetting, settingTable } from '../settings.ts';
import type { DotCommand } from './dot-command.ts';

export const set: DotCommand = {
  name: '.set',
  usage: '.set [NAME [VALUE]]',
  doc: 'show or change a setting: mode, limit, width, timer',
  completes: settingTable.map((setting) => setting.name),
  async run(runner, [name, ...values]) {
    if (name === undefined)
      await runner.writer.print(settingTable.map((setting) => settingLine(runner, setting.name)));
    else await change(runner, name, values);
  },
};

export const mode: DotCommand = {
  name: '.mode',
  usage: '.mode [table|json|jsonl|csv|md]',
  doc: 'how answers are written',
  completes: findSetting('mode').values ?? [],
  run: (runner, values) => change(runner, 'mode', values),
};

export const timer: DotCommand = {
  name: '.timer',
  usage: '.timer [on|off]',
  doc: 'tell how long each command took',
  completes: ['on', 'off'],
  run: (runner, values) => change(runner, 'timer', values),
};

async function change(runner: LineRunner, name: string, values: readonly string[]): Promise<void> {
  const setting = findSetting(name);
  const [value, ...more] = values;
  if (more.length > 0) throw new UsageError(`${name} takes one value, not ${values.length}`);
  if (value === undefined) await runner.writer.print([settingLine(runner, name)]);
  else setting.change(runner.settings, value);
}

function settingLine(runner: LineRunner, name: string): string {
  const { doc, show } = findSetting(name);
  return `${name.padEnd(6)} ${show(runner.settings).padEnd(6)} ${doc}`;
}
