import { UsageError } from '../base/errors.ts';
import { defaultMode, findMode, type OutputMode, outputModes } from '../output/modes.ts';
import { didYouMean } from '../query/nearest.ts';

/** What `.set` changes. */
export interface Settings {
  mode: OutputMode;
  /** Rows shown; undefined: as usual for the mode. Infinity: all. */
  limit: number | undefined;
  /** Columns of a line; undefined: those of the terminal. */
  width: number | undefined;
  timer: boolean;
}

export function defaultSettings(): Settings {
  return { mode: defaultMode, limit: undefined, width: undefined, timer: false };
}

interface Setting {
  readonly name: string;
  readonly doc: string;
  readonly values?: readonly string[];
  show(settings: Settings): string;
  /** Throws UsageError. */
  change(settings: Settings, value: string): void;
}

export const settingTable = [
  {
    name: 'mode',
    doc: 'how answers are written',
    values: outputModes.map((mode) => mode.name),
    show: (settings) => settings.mode.name,
    change(settings, value) {
      settings.mode = readMode(value);
    },
  },
  {
    name: 'limit',
    doc: 'rows shown of a table or a tree; 0 for all, auto for what suits the mode',
    show: ({ limit }) => (limit === undefined ? 'auto' : limit === Infinity ? '0' : String(limit)),
    change(settings, value) {
      settings.limit = value === 'auto' ? undefined : readLimit(value);
    },
  },
  {
    name: 'width',
    doc: 'columns of a line; auto for those of the terminal',
    show: ({ width }) => (width === undefined ? 'auto' : String(width)),
    change(settings, value) {
      settings.width = value === 'auto' ? undefined : readLimit(value);
    },
  },
  {
    name: 'timer',
    doc: 'tell how long each command took',
    values: ['on', 'off'],
    show: ({ timer }) => (timer ? 'on' : 'off'),
    change(settings, value) {
      if (value !== 'on' && value !== 'off') throw new UsageError(`timer is on or off, not ${value}`);
      settings.timer = value === 'on';
    },
  },
] as const satisfies readonly Setting[];

export function findSetting(name: string): Setting {
  const setting = settingTable.find((each) => each.name === name);
  if (setting !== undefined) return setting;
  const names = settingTable.map((each) => each.name);
  throw new UsageError(`there is no setting ${name}`, {
    hint: didYouMean(name, names) ?? `settings are: ${names.join(', ')}`,
  });
}

export function readMode(name: string): OutputMode {
  const mode = findMode(name);
  if (mode !== undefined) return mode;
  const names = outputModes.map((each) => each.name);
  throw new UsageError(`there is no output mode ${name}`, {
    hint: didYouMean(name, names) ?? `modes are: ${names.join(', ')}`,
  });
}

/** A whole number; 0 means no limit. */
export function readLimit(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new UsageError(`${text} is no whole number`, { hint: '0 means no limit' });
  return text === '0' ? Infinity : Number(text);
}
