import { didYouMean } from '../nearest.ts';
import type { CommandSyntax } from '../syntax.ts';
import { dottedName } from './names.ts';

/** What objgraph and guppy call what is a command here; the rest of their names are aliases of the commands. */
const foreignNames: Readonly<Record<string, string>> = {
  by_type: 'bytype',
  get_objects: 'objects',
  most_common_types: 'hist',
  show_most_common_types: 'hist',
  show_chain: 'chain',
};

/** A call's arguments up to the first comma, without its quotes. */
const firstArgument = /^\(\s*(?:"([^"]*)"|'([^']*)'|([^'",()]*))/;

/**
 * How a line is written here that was typed as a call of Python's: `objgraph.count("dict")` is `count dict`.
 * `rest` begins at the bracket.
 */
export function callHint(called: string, rest: string, table: ReadonlyMap<string, CommandSyntax>): string {
  const name = called.slice(called.lastIndexOf('.') + 1);
  const own = Object.hasOwn(foreignNames, name) ? foreignNames[name]! : name;
  const syntax = table.get(own);
  if (syntax === undefined) {
    return didYouMean(name, table.keys()) ?? 'arguments stand behind a command without brackets: help';
  }
  const [, double, single, bare = ''] = firstArgument.exec(rest) ?? [];
  const quoted = double ?? single;
  const typed = quoted === undefined ? bare.trim() : asName(quoted);
  const missing = syntax.params.find(({ optional }) => optional !== true);
  const argument = typed === '' ? (missing?.name.toUpperCase() ?? '') : typed;
  return `write \`${`${syntax.name} ${argument}`.trim()}\``;
}

/** Names need no quotes. */
function asName(text: string): string {
  dottedName.lastIndex = 0;
  return dottedName.exec(text)?.[0] === text ? text : JSON.stringify(text);
}
