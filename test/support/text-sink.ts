import type { Sink } from '../../src/session/sink.ts';

/** Keeps what is written, for a test to look at. */
export class TextSink implements Sink {
  readonly isTerminal = false;
  text = '';

  write(text: string): undefined {
    this.text += text;
    return undefined;
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
