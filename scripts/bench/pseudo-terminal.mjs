import { spawn } from 'node:child_process';

/** A screen that has been quiet for so long is finished. */
const QUIET = 80;
const PATIENCE = 60_000;

/** A program on a pseudo-terminal, and when its bytes came. */
export class Terminal {
  text = '';
  #child;
  #started = performance.now();
  #lastOutput = 0;
  #bytes = 0;

  constructor(program, environment = {}) {
    const line = `stty cols 200 rows 50; exec ${program}`;
    const env = { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', CI: '', ...environment };
    this.#child = spawn('script', ['-qfec', line, '/dev/null'], { env });
    this.#child.stdout.setEncoding('latin1').on('data', (piece) => {
      this.#lastOutput = performance.now();
      this.#bytes += piece.length;
      this.text = (this.text + piece).slice(-4_000_000);
    });
  }

  type(keys) {
    this.#child.stdin.write(keys);
  }

  /** Milliseconds from the start to a text. */
  async until(wanted) {
    while (!wanted.test(this.text)) {
      if (performance.now() - this.#started > PATIENCE)
        throw new Error(`never saw ${wanted}, but ${JSON.stringify(this.text.slice(-1000))}`);
      await sleep(2);
    }
    return performance.now() - this.#started;
  }

  async quiet(milliseconds) {
    const asked = performance.now();
    while (performance.now() - Math.max(asked, this.#lastOutput) < milliseconds) await sleep(5);
  }

  async answerTo(line) {
    this.type(line);
    await this.quiet(1500);
  }

  /** Of each key: milliseconds to the last byte of its screen; a key that changes nothing is left out. */
  async times(keys) {
    const times = [];
    for (const key of keys) {
      const sent = performance.now();
      this.type(key);
      while (this.#lastOutput < sent && performance.now() - sent < 1000) await sleep(1);
      await this.quiet(QUIET);
      if (this.#lastOutput > sent) times.push(this.#lastOutput - sent);
    }
    return times;
  }

  /** A key held down; milliseconds from its release to the last byte. */
  async repeatKey(key, perSecond, milliseconds) {
    const started = performance.now();
    for (let i = 0; i < (milliseconds / 1000) * perSecond; i++) {
      this.type(key);
      await sleep(Math.max(0, started + ((i + 1) * 1000) / perSecond - performance.now()));
    }
    const released = performance.now();
    await this.quiet(300);
    return Math.max(0, this.#lastOutput - released);
  }

  async bytesIn(milliseconds) {
    const before = this.#bytes;
    await sleep(milliseconds);
    return this.#bytes - before;
  }

  async bytesAfter(key) {
    await this.times([key]);
    const before = this.#bytes;
    this.type(key);
    await sleep(500);
    return this.#bytes - before;
  }

  kill() {
    this.#child.kill('SIGKILL');
  }
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
