import type { Option, Param, ParamTypes } from '../../query/syntax.ts';
import type { Command } from '../command.ts';

/** `hist [SET] [by KEY]`, as its table of parameters has it. */
export function usage(command: Command): string {
  return usageWords(command).join(' ');
}

/** The same in the parts that stay together where it is wrapped. */
export function usageWords({ name, params, options }: Command): string[] {
  return [name, ...params.map(paramUsage), ...options.map((option) => `[${optionUsage(option)}]`)];
}

export function paramUsage(param: Param): string {
  const text = [param.keyword, placeholder(param)].filter((part) => part !== undefined).join(' ');
  return param.optional === true ? `[${text}]` : text;
}

export function optionUsage(option: Option): string {
  const long = `--${option.name}`;
  return option.kind === 'flag' ? long : `${long} ${placeholder(option)}`;
}

/** Written out where the kind has a shape of its own; else the name says what to put there. */
const shapes: Partial<Record<keyof ParamTypes, string>> = {
  keys: 'KEY [as NAME], …',
  aggregates: 'count sum(KEY) min(KEY) max(KEY) avg(KEY) …',
  target: 'roots|modules|PRED',
  edges: 'EDGES',
  edgesOrSet: 'SET|EDGES',
  predicate: 'PRED',
  expectation: 'PRED',
};

function placeholder({ kind, name, choices }: Param | Option): string {
  if (kind === 'word' && choices !== undefined) return choices.join('|');
  return shapes[kind] ?? name.toUpperCase();
}
