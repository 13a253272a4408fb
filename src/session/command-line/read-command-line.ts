import { UsageError } from '../../base/errors.ts';
import { STANDARD_INPUT } from '../../base/standard-input.ts';
import type { IndexChoice } from '../indexes/index-keeper.ts';
import { commandLineOptions, type OptionName } from './options.ts';
import { type ReadOptions, readOptions } from './read-options.ts';
import { type SplitOperands, splitAtScripts } from './script-arguments.ts';
import { namedSnapshots, refuseScriptFromSnapshot } from './standard-input.ts';

/** What the command line asks for. */
export type Invocation =
  | { readonly kind: 'version' }
  /** `commands`: what the shell knows is told as well. */
  | { readonly kind: 'usage'; readonly commands: boolean }
  | { readonly kind: 'agent'; readonly operands: readonly string[] }
  | { readonly kind: 'capture' | 'replay' | 'index'; readonly argv: readonly string[] }
  | { readonly kind: 'run'; readonly run: RunOptions };

export interface RunOptions {
  /** Snapshots to open; `-` is standard input. */
  readonly files: readonly string[];
  readonly useExample: boolean;
  /** Walk through the example's story. */
  readonly tour: boolean;
  /** What -c and -f ask to run, in the order they were given. */
  readonly steps: readonly Step[];
  /** EDGES that are cut before anything is run. */
  readonly cuts: readonly string[];
  readonly mode: string | undefined;
  readonly output: string | undefined;
  readonly limit: string | undefined;
  /** The file that the session is written to. */
  readonly record: string | undefined;
  readonly noRecord: boolean;
  /** Offer the last session. */
  readonly resume: boolean;
  /** The session file that the user goes on with. */
  readonly continues?: string;
  readonly keepGoing: boolean;
  readonly partial: boolean;
  /** Index files: whether, and where. */
  readonly index: IndexChoice;
  readonly quiet: boolean;
  readonly noColour: boolean;
  /** The line-by-line shell. */
  readonly plain: boolean;
  /** How the full-screen shell looks. */
  readonly theme: ThemeName | undefined;
  readonly noMouse: boolean;
}

const themeNames = ['dark', 'light', 'mono'] as const;
type ThemeName = (typeof themeNames)[number];

export type Step =
  | { readonly kind: 'line'; readonly value: string }
  /** `arguments`: what its `$arg1`, … stand for. */
  | { readonly kind: 'script'; readonly value: string; readonly arguments: readonly string[] };

/** No snapshot, nothing to run, everything as usual. */
const defaultRun: RunOptions = {
  files: [],
  useExample: false,
  tour: false,
  steps: [],
  cuts: [],
  mode: undefined,
  output: undefined,
  limit: undefined,
  record: undefined,
  noRecord: false,
  resume: false,
  keepGoing: false,
  partial: false,
  index: { uses: true, file: undefined },
  quiet: false,
  noColour: false,
  plain: false,
  theme: undefined,
  noMouse: false,
};

/** Throws UsageError. */
export function readCommandLine(argv: readonly string[]): Invocation {
  // What follows is meant for another program.
  if (argv[0] === 'capture') return { kind: 'capture', argv: argv.slice(1) };
  // It has options of its own.
  if (argv[0] === 'replay') return { kind: 'replay', argv: argv.slice(1) };
  if (argv[0] === 'index') return { kind: 'index', argv: argv.slice(1) };
  const read = readOptions(argv, commandLineOptions);
  const { options } = read;
  const { before: operands, behind } = splitAtScripts(read);
  const has = (name: OptionName) => options.some((option) => option.name === name);
  if (has('help')) return { kind: 'usage', commands: false };
  if (has('version')) return { kind: 'version' };
  const [word, ...others] = operands;
  if (word === 'help') return helpOn(others);
  if (word === 'agent') return { kind: 'agent', operands: others };
  if (word === 'replay') {
    throw new UsageError('options of replay stand behind it', { hint: 'heapsh replay FILE [options]' });
  }
  const isDemo = word === 'demo';
  const files = namedSnapshots(isDemo ? others : operands);
  const last = (name: OptionName) => options.findLast((option) => option.name === name)?.value;
  const run: RunOptions = {
    files,
    useExample: isDemo || has('example'),
    tour: isDemo,
    steps: stepsOf(options, behind),
    cuts: options.flatMap(({ name, value }) => (name === 'cut' ? [value] : [])),
    mode: last('mode'),
    output: last('output'),
    limit: last('limit'),
    record: last('record'),
    noRecord: has('no-record'),
    resume: has('resume'),
    keepGoing: has('keep-going'),
    partial: has('partial'),
    index: indexChoice(last('index'), has('no-index'), isDemo ? ['the example', ...files] : files),
    quiet: has('quiet'),
    noColour: has('no-color'),
    plain: has('plain'),
    theme: readTheme(last('theme')),
    noMouse: has('no-mouse'),
  };
  refuseScriptFromSnapshot(
    files,
    run.steps.flatMap((step) => (step.kind === 'script' ? [step.value] : [])),
  );
  return { kind: 'run', run };
}

/** `behind`: the arguments of each script. */
function stepsOf(options: ReadOptions['options'], behind: SplitOperands['behind']): Step[] {
  const scriptArguments = behind.values();
  return options.flatMap(({ name, value }): Step[] => {
    if (name === 'command') return [{ kind: 'line', value }];
    return name === 'file' ? [{ kind: 'script', value, arguments: scriptArguments.next().value ?? [] }] : [];
  });
}

function indexChoice(file: string | undefined, isOff: boolean, snapshots: readonly string[]): IndexChoice {
  if (file !== undefined && isOff) throw new UsageError('--index and --no-index do not go together');
  if (file !== undefined && snapshots.includes(STANDARD_INPUT)) {
    throw new UsageError('an index file is of a file: standard input has none', {
      hint: 'leave --index out',
    });
  }
  if (file !== undefined && snapshots.length > 1) {
    throw new UsageError(`an index file is of one snapshot, and there are ${snapshots.length}`, {
      hint: 'leave --index out: index files are kept in the cache by themselves',
    });
  }
  return { uses: !isOff, file };
}

function readTheme(name: string | undefined): ThemeName | undefined {
  const theme = themeNames.find((each) => each === name);
  if (theme !== undefined || name === undefined) return theme;
  throw new UsageError(`there is no theme ${name}`, { hint: `themes are: ${themeNames.join(', ')}` });
}

/** `heapsh help hist` is the line `help hist`, without a snapshot. */
function helpOn(words: readonly string[]): Invocation {
  if (words.length === 0) return { kind: 'usage', commands: true };
  return { kind: 'run', run: { ...defaultRun, steps: [{ kind: 'line', value: `help ${words.join(' ')}` }] } };
}
