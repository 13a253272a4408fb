// A program with a full screen, for the tests of what becomes of the terminal. Keys: q quits, e throws, r rejects,
// z suspends, l draws anew what is there, b writes a flood of frames; anything else is shown.
import { setTimeout as sleep } from 'node:timers/promises';
import type { InputEvent } from '../../../src/ui/terminal/input-event.ts';
import { signalStatus, Terminal } from '../../../src/ui/terminal/terminal.ts';

const FLOOD = 2000;
let note = 'ready';

const terminal = new Terminal({
  onInput: (events) => events.forEach(act),
  onResize: ({ columns, rows }) => tell(`size ${columns}x${rows}`),
  onResume: () => tell('resumed'),
  onSignal: (signal) => {
    if (signal === 'SIGINT') tell('interrupted');
    else process.exitCode = signalStatus[signal];
  },
});

function act(event: InputEvent): void {
  if (event.kind !== 'key') tell(event.kind);
  else actions[event.name]?.();
}

const actions: Readonly<Record<string, () => void>> = {
  q: () => terminal.leave(),
  x: () => process.exit(7),
  e: () => {
    throw new Error('thrown by the fixture');
  },
  r: () => {
    void Promise.reject(new Error('rejected by the fixture'));
  },
  z: () => terminal.suspend(),
  'ctrl-z': () => terminal.suspend(),
  l: () => {
    terminal.redraw();
    tell(note);
  },
  b: () => void flood(),
};

async function flood(): Promise<void> {
  for (let i = 1; i <= FLOOD; i++) {
    tell(`frame ${i} ${'▒'.repeat(60)}`);
    if (i % 10 === 0) await sleep(0);
  }
  tell('flooded');
  // For who cannot see the screen.
  process.title = 'flooded';
}

function tell(text: string): void {
  note = text;
  const { rows } = terminal.size;
  terminal.paint({
    lines: [`[${note}]`, ...Array.from({ length: rows - 1 }, (_, row) => `${note} ${row}`)],
    cursor: { column: 0, row: 0 },
  });
}

terminal.enter();
tell('ready');
