import { formatAddress } from '../../output/object-text.ts';
import { classifyLine, parsedLine } from '../../query/parser/parse.ts';
import type { CommandSyntax } from '../../query/syntax.ts';

/** What a step is, before it is run. */
export interface StepFacts {
  /** Why it is not run; undefined: it is. */
  readonly passedOver: string | undefined;
  /** It ends in an `expect`, which decides whether the replay passes. */
  readonly isExpectation: boolean;
  /** It tells where files are, which is no part of a snapshot. */
  readonly tellsOfFiles: boolean;
  /** Objects that it names as no other snapshot does: `0x7f…`, `@12`. */
  readonly literals: readonly string[];
}

/** Never throws; a line that cannot be parsed will say so when it is run. */
export function stepFacts(command: string, commands: readonly CommandSyntax[]): StepFacts {
  const kind = classifyLine(command);
  if (kind !== 'pipeline') {
    const passedOver = kind === 'dot' ? 'a word to the shell, not to the heap' : 'there is nothing to run';
    return { ...nothing, passedOver };
  }
  const line = parsedLine(command, commands);
  if (line === undefined) return { ...nothing, isExpectation: /^\s*expect\b/.test(command) };
  const { stages } = line;
  return {
    passedOver: whyNotRun[stages[0]?.command ?? ''],
    tellsOfFiles: filesTold.has(stages[0]?.command ?? ''),
    isExpectation: stages.at(-1)?.command === 'expect',
    literals: literalsIn(stages),
  };
}

const nothing: StepFacts = {
  passedOver: undefined,
  isExpectation: false,
  tellsOfFiles: false,
  literals: [],
};

const filesTold: ReadonlySet<string> = new Set(['info', 'snapshots', 'open', 'use', 'close']);

const whyNotRun: Readonly<Record<string, string>> = {
  history: 'it tells how long things took, which is never the same',
  quit: 'the replay goes on',
  record: 'a replay is not recorded',
  save: 'a replay is not recorded',
  replay: 'a replay replays no other session',
};

/** No recursion: lines nest deeply. */
function literalsIn(root: object): string[] {
  const found = new Set<string>();
  const pending: object[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const literal = literalOf(node);
    if (literal !== undefined) found.add(literal);
    for (const child of Object.values(node).reverse()) {
      if (typeof child === 'object' && child !== null) pending.push(child);
    }
  }
  return [...found];
}

function literalOf(node: object): string | undefined {
  if (!('kind' in node)) return undefined;
  if (node.kind === 'address' && 'address' in node) return formatAddress(node.address as bigint);
  return node.kind === 'heapId' && 'id' in node ? `@${String(node.id)}` : undefined;
}
