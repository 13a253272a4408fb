import type { ScreenAnswer } from '../output/screen/screen-answer.ts';
import { visible } from '../output/visible.ts';
import type { RunOptions } from '../session/command-line/read-command-line.ts';
import type { BegunEngine } from '../session/engine/begun-engine.ts';
import { Engine } from '../session/engine/engine.ts';
import { leaveEngine } from '../session/engine/leave-engine.ts';
import { HistoryFile, historyPath } from '../session/history-file.ts';
import { shortenHome } from '../session/home-path.ts';
import { filesToOpen, recordsByItself, settingLines, tourFor } from '../session/shell-start.ts';
import type { TourWalk } from '../session/tour/tour-walk.ts';
import { Arriving } from './app/arriving.ts';
import type { ShellApp } from './app/shell-app.ts';
import { type Capabilities, readCapabilities } from './terminal/capabilities.ts';
import type { InkFrame } from './terminal/ink-frame.ts';
import { signalStatus, Terminal } from './terminal/terminal.ts';
import type { Theme } from './theme.ts';
import { themeFor } from './themes/index.ts';
import { firstFrame } from './view/first-frame.ts';

/**
 * Opens the full-screen shell on the terminal; gives the exit status, the terminal being as it was then. `begun`: its
 * engine, where that has been begun.
 */
export async function openShell(run: RunOptions, begun?: BegunEngine): Promise<number> {
  const capabilities = capabilitiesOf(run);
  const theme = themeOf(run, capabilities);
  const warnings: string[] = [];
  const shell = new Arriving<ShellApp>();
  let ink: InkFrame | undefined;
  let recordedIn: string | undefined;
  let status: number | undefined;
  const terminal: Terminal = new Terminal(
    {
      onInput: (events) => shell.tell((app) => app.input(events)),
      onResize: (size) => {
        ink?.resize(size);
        if (shell.isThere) shell.tell((app) => app.resized());
        else terminal.paint(firstFrame(theme, size));
      },
      onResume: () => shell.tell((app) => app.repaint()),
      onSignal: (signal) =>
        shell.tell((app) => (signal === 'SIGINT' ? app.interrupt() : app.end(signalStatus[signal]))),
    },
    { mouse: !run.noMouse },
  );
  terminal.enter();
  terminal.paint(firstFrame(theme, terminal.size));
  const engine = new Engine({
    answers: 'screen',
    begun,
    records: recordsByItself(run),
    index: run.index,
    files: filesToOpen(run),
    colour: capabilities.colours !== 'none',
    answersToTerminal: true,
    columns: process.stdout.columns || 0,
    showAnswer: (answer: ScreenAnswer) => shell.tell((app) => app.showAnswer(answer)),
    showFirstLook: (look) => shell.tell((app) => app.showFirstLook(look)),
  });
  try {
    const files = filesToOpen(run);
    // It reads while the rest is loaded.
    const outcome = engine.open({ files, partial: run.partial, greets: !run.quiet, resume: run.continues });
    // Who waits for it hears of a failure; until then nobody does.
    outcome.catch(() => undefined);
    ink = await loadInk(capabilities, terminal);
    const app = await newApp({ theme, engine, terminal, ink, warnings, tour: tourFor(run) });
    const left = app.run({ files, outcome }, settingLines(run));
    shell.arrive(app);
    status = await left;
    recordedIn = app.recordedIn;
    if (status !== 0 && app.lastWords !== undefined) warnings.push(app.lastWords);
    return status;
  } finally {
    terminal.leave();
    ink?.close();
    await leaveEngine(engine, status);
    if (recordedIn !== undefined && !run.quiet)
      process.stdout.write(`session: ${visible(shortenHome(recordedIn))}\n`);
    for (const warning of warnings) process.stderr.write(`heapsh: ${warning}\n`);
  }
}

function capabilitiesOf({ noColour }: RunOptions): Capabilities {
  const capabilities = readCapabilities(process.env, process.stdout);
  return noColour ? { ...capabilities, colours: 'none' } : capabilities;
}

function themeOf({ theme: name }: RunOptions, { colours: depth, unicode }: Capabilities): Theme {
  return themeFor(name === undefined ? { depth, unicode } : { depth, unicode, name });
}

async function loadInk(capabilities: Capabilities, terminal: Terminal): Promise<InkFrame> {
  const { InkFrame } = await import('./terminal/ink-frame.ts');
  const ink = await InkFrame.load(capabilities, terminal.size);
  ink.resize(terminal.size); // as it has become meanwhile
  return ink;
}

interface AppSurroundings {
  readonly theme: Theme;
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly ink: InkFrame;
  readonly warnings: string[];
  readonly tour: TourWalk | undefined;
}

async function newApp(surroundings: AppSurroundings): Promise<ShellApp> {
  const { theme, engine, terminal, ink, warnings, tour } = surroundings;
  // Not before: ink reads what colours it may write when it is loaded, which InkFrame sees to.
  const [{ ShellApp }, { ScreenPainter }] = await Promise.all([
    import('./app/shell-app.ts'),
    import('./view/screen-painter.tsx'),
  ]);
  const history = new HistoryFile(historyPath(process.env), (text) => warnings.push(text));
  return new ShellApp({
    screen: {
      get size() {
        return terminal.size;
      },
      paint: (frame) => terminal.paint(frame),
      redraw: () => terminal.redraw(),
      send: (sequence) => terminal.send(sequence),
      suspend: () => terminal.suspend(),
    },
    painter: new ScreenPainter(ink, theme),
    theme,
    history: history.read().reverse(),
    remember: (lines) => history.appendAll(lines),
    engine,
    tour,
  });
}
