import { CancelledError, FormatError, type HeapshError, UsageError } from './base/errors.ts';
import { refuseLineAsFile } from './session/command-line/line-as-file.ts';
import {
  type Invocation,
  type RunOptions,
  readCommandLine,
} from './session/command-line/read-command-line.ts';
import { requirePiped, requireQuestions } from './session/command-line/standard-input.ts';
import { keepCompiled } from './session/compile-cache.ts';
import { BegunEngine } from './session/engine/begun-engine.ts';
import { hasKeyboard } from './session/keyboard.ts';

// The rest is imported where it is needed: --help must not wait for the engine, nor batch for the shell.

/** The program. Does nothing when imported; reports its own errors; resolves to the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  // Whoever closes our error stream does not want to hear of it.
  process.stderr.on('error', () => undefined);
  // What escapes all the rest: still one line and no stack trace, and the terminal is given back.
  process.once('uncaughtException', (error) => tell(error).then((status) => process.exit(status)));
  try {
    return await run(readCommandLine(argv));
  } catch (error) {
    return await tell(error);
  }
}

function run(invocation: Invocation): Promise<number> {
  switch (invocation.kind) {
    case 'usage':
      return printUsage(invocation.commands);
    case 'version':
      return printVersion();
    case 'agent':
      return printAgent(invocation.operands);
    case 'capture':
      return capture(invocation.argv);
    case 'replay':
      keepCompiled(process.env);
      return replay(invocation.argv);
    case 'index':
      return index(invocation.argv);
    case 'run':
      keepCompiled(process.env);
      return open(invocation.run);
  }
}

async function open(asked: RunOptions): Promise<number> {
  requirePiped(asked.files);
  await refuseLineAsFile(asked.files);
  const mayAsk = asked.steps.length === 0;
  const isConversation = mayAsk && process.stdout.isTTY === true && hasKeyboard(asked.files);
  if (mayAsk && !isConversation) requireQuestions(asked.files);
  const options = asked.resume ? await resumed(asked, isConversation) : asked;
  if (options === undefined) return 0;
  // It starts while the rest is loaded.
  const begun = isConversation ? new BegunEngine() : undefined;
  (await import('./session/indexes/leave-no-part.ts')).leaveNoPart(options.index);
  if (isConversation && isFullScreen(options))
    return await (await import('./ui/open-shell.ts')).openShell(options, begun);
  if (isConversation) return await (await import('./session/with-prompt.ts')).runWithPrompt(options, begun);
  (await import('./session/begin-early.ts')).beginEarly(options);
  return await (await import('./session/without-prompt.ts')).runWithoutPrompt(options);
}

/** Undefined: the user does not want to. */
async function resumed(options: RunOptions, isConversation: boolean): Promise<RunOptions | undefined> {
  if (!isConversation) {
    throw new UsageError('--resume asks before it goes on, and there is no terminal to ask on', {
      hint: 'heapsh replay FILE runs the steps of a session again',
    });
  }
  return await (await import('./session/recorder/offer-resume.ts')).offerResume(options);
}

/** Unless the user or the terminal cannot do with it. */
function isFullScreen({ plain }: RunOptions): boolean {
  const terminal = process.env.TERM ?? '';
  return !plain && terminal !== '' && terminal !== 'dumb';
}

async function printUsage(withCommands: boolean): Promise<number> {
  const { usageLines } = await import('./session/command-line/usage.ts');
  const commands = withCommands ? ['', ...(await commandLines())] : [];
  return await print(`${[...usageLines(), ...commands].join('\n')}\n`);
}

/** What `help` answers in the shell. */
async function commandLines(): Promise<string[]> {
  const { commandList } = await import('./commands/help-text/command-list.ts');
  return commandList((await import('./commands/index.ts')).commands);
}

async function printVersion(): Promise<number> {
  const { readFileSync } = await import('node:fs');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return await print(`heapsh ${version}\n`);
}

async function printAgent(operands: readonly string[]): Promise<number> {
  const { agentText } = await import('./session/command-line/agent.ts');
  return await print(agentText(operands));
}

async function capture(argv: readonly string[]): Promise<number> {
  const { runCapture } = await import('./session/command-line/capture.ts');
  return await runCapture(argv, print);
}

async function replay(argv: readonly string[]): Promise<number> {
  const command = await import('./session/command-line/replay.ts');
  return await command.replay(argv, print);
}

async function index(argv: readonly string[]): Promise<number> {
  const { runIndex } = await import('./session/command-line/index-files.ts');
  return await runIndex(argv, print);
}

/** One line, whatever has happened. */
async function tell(error: unknown): Promise<number> {
  const { ClosedPipe } = await import('./session/sink.ts');
  // Whoever read our output has seen enough.
  if (error instanceof ClosedPipe) return 0;
  const { asHeapshError } = await import('./session/failure.ts');
  const { complaintLines } = await import('./output/text/error.ts');
  const { terminalWidth } = await import('./output/terminal-width.ts');
  const told = asHeapshError(error);
  const width = process.stderr.isTTY === true ? terminalWidth(process.stderr, process.env) : Infinity;
  for (const line of complaintLines(told, width)) process.stderr.write(`${line}\n`);
  return statusOf(told);
}

function statusOf(error: HeapshError): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof FormatError) return 3;
  return error instanceof CancelledError ? 130 : 1;
}

async function print(text: string): Promise<number> {
  const { StreamSink } = await import('./session/sink.ts');
  const sink = new StreamSink(process.stdout, process.stdout.isTTY === true);
  await sink.write(text);
  await sink.flush();
  return 0;
}
