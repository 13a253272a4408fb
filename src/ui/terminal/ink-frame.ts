import { EventEmitter } from 'node:events';
import { Component, createElement, type ReactElement, type ReactNode } from 'react';
import { type Capabilities, forcedColour } from './capabilities.ts';
import type { ScreenSize } from './screen-writer.ts';

type Ink = typeof import('ink');

/**
 * ink, for the layout alone: an element in, lines of text out, at once. What ink does beside that (drawing, keys, the
 * cursor) is left unused, for it redraws whole screens. Elements get their state from outside: a state that a component
 * keeps for itself shows up with one of the next renderings.
 */
export class InkFrame {
  readonly #out: Capture;
  readonly #render: (element: ReactElement) => void;
  readonly #unmount: () => void;
  #failure: { readonly error: unknown } | undefined;

  private constructor(ink: Ink, size: ScreenSize) {
    const out = new Capture(size);
    const instance = ink.render(this.#guarded(null), {
      stdout: out as unknown as NodeJS.WriteStream,
      stderr: new Capture(size) as unknown as NodeJS.WriteStream,
      stdin: new EventEmitter() as unknown as NodeJS.ReadStream,
      // What makes it write the whole frame with every commit, and nothing else, even where CI is set.
      debug: true,
      patchConsole: false,
      exitOnCtrlC: false,
    });
    this.#out = out;
    this.#render = (element) => instance.rerender(this.#guarded(element));
    this.#unmount = () => instance.unmount();
  }

  /** Loads ink, which takes a while the first time; what colours it writes is settled by then and never changes. */
  static async load(capabilities: Capabilities, size: ScreenSize): Promise<InkFrame> {
    return new InkFrame(await importInk(capabilities), size);
  }

  /**
   * The lines of the element on the size of now, blanks at their ends left off. Throws what a component has thrown.
   *
   * Takes 2 to 5 ms for twenty boxes and texts on 200×50, and 15 to 25 ms with a text for every row, which is why the
   * body of a pane is painted over an empty box of its height. Once a turn of the event loop, please: react takes more
   * than fifty with an effect in them (ink-text-input has one) for a loop, and throws.
   */
  render(element: ReactElement): readonly string[] {
    this.#render(element);
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.#out.frame.split('\n');
  }

  /** Counts from the next rendering on. */
  resize({ columns, rows }: ScreenSize): void {
    Object.assign(this.#out, { columns, rows });
  }

  /** Takes back what ink has hung on the process. */
  close(): void {
    this.#unmount();
  }

  #guarded(children: ReactNode): ReactElement {
    const tell = (error: unknown) => {
      this.#failure = { error };
    };
    return createElement(Guard, { tell }, children);
  }
}

/** ink's own would draw the error in the place of the frame. */
class Guard extends Component<{ tell: (error: unknown) => void; children?: ReactNode }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.tell(error);
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}

/** The stream that ink believes to be a terminal's; it keeps the last frame. */
class Capture extends EventEmitter {
  columns: number;
  rows: number;
  frame = '';

  constructor({ columns, rows }: ScreenSize) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  write(frame: string): boolean {
    this.frame = frame;
    return true;
  }
}

/** chalk, with which ink colours, knows nothing of NO_COLOR and looks at FORCE_COLOR once, when it is loaded. */
async function importInk({ colours }: Capabilities): Promise<Ink> {
  const before = process.env.FORCE_COLOR;
  process.env.FORCE_COLOR = forcedColour(colours);
  try {
    return await import('ink');
  } finally {
    // Programs that are started from here decide for themselves.
    if (before === undefined) delete process.env.FORCE_COLOR;
    else process.env.FORCE_COLOR = before;
  }
}
