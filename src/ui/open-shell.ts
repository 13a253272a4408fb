import type { ScreenAnswer } from '../output/screen/screen-answer.ts';
import type { RunOptions } from '../session/command-line/read-command-line.ts';
import { Engine } from '../session/engine/engine.ts';
import { HistoryFile, historyPath } from '../session/history-file.ts';
import { filesToOpen, recordsByItself, settingLines } from '../session/shell-start.ts';
import type { ShellApp } from './app/shell-app.ts';
import { type Capabilities, readCapabilities } from './terminal/capabilities.ts';
import { InkFrame } from './terminal/ink-frame.ts';
import { signalStatus, Terminal } from './terminal/terminal.ts';
import { themeFor } from './themes/index.ts';

/** Opens the full-screen shell on the terminal; gives the exit status, the terminal being as it was then. */
export async function openShell(run: RunOptions): Promise<number> {
  const capabilities = capabilitiesOf(run);
  const warnings: string[] = [];
  const history = new HistoryFile(historyPath(process.env), (text) => warnings.push(text));
  let app: ShellApp | undefined;
  // Its thread starts while the rest is loaded.
  const engine = new Engine({
    answers: 'screen',
    records: recordsByItself(run),
    colour: capabilities.colours !== 'none',
    answersToTerminal: true,
    columns: process.stdout.columns || 0,
    showAnswer: (answer: ScreenAnswer) => app?.showAnswer(answer),
  });
  const terminal = new Terminal(
    {
      onInput: (events) => app?.input(events),
      onResize: (size) => {
        ink.resize(size);
        app?.resized();
      },
      onResume: () => app?.repaint(),
      onSignal: (signal) => (signal === 'SIGINT' ? app?.interrupt() : app?.end(signalStatus[signal])),
    },
    { mouse: !run.noMouse },
  );
  const ink = await InkFrame.load(capabilities, terminal.size);
  try {
    app = await newApp({ capabilities, run, engine, terminal, ink, history });
    terminal.enter();
    const files = { files: filesToOpen(run), partial: run.partial, greets: !run.quiet };
    const status = await app.run(files, settingLines(run));
    if (status !== 0 && app.lastWords !== undefined) warnings.push(app.lastWords);
    return status;
  } finally {
    terminal.leave();
    ink.close();
    for (const warning of warnings) process.stderr.write(`heapsh: ${warning}\n`);
  }
}

function capabilitiesOf({ noColour }: RunOptions): Capabilities {
  const capabilities = readCapabilities(process.env, process.stdout);
  return noColour ? { ...capabilities, colours: 'none' } : capabilities;
}

interface AppSurroundings {
  readonly capabilities: Capabilities;
  readonly run: RunOptions;
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly ink: InkFrame;
  readonly history: HistoryFile;
}

async function newApp(surroundings: AppSurroundings): Promise<ShellApp> {
  const { capabilities, run, engine, terminal, ink, history } = surroundings;
  // Not before: ink reads what colours it may write when it is loaded, which InkFrame sees to.
  const [{ ShellApp }, { ScreenPainter }] = await Promise.all([
    import('./app/shell-app.ts'),
    import('./view/screen-painter.tsx'),
  ]);
  const { colours: depth, unicode } = capabilities;
  const theme = themeFor(run.theme === undefined ? { depth, unicode } : { depth, unicode, name: run.theme });
  return new ShellApp({
    screen: {
      get size() {
        return terminal.size;
      },
      paint: (frame) => terminal.paint(frame),
      // Told that the size may be another, the terminal writes everything anew.
      redraw: () => process.stdout.emit('resize'),
      send: (sequence) => terminal.send(sequence),
      suspend: () => terminal.suspend(),
    },
    painter: new ScreenPainter(ink, theme),
    theme,
    history: history.read().reverse(),
    remember: (line) => history.append(line),
    engine,
  });
}
