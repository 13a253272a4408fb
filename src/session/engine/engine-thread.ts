import type { MessagePort } from 'node:worker_threads';
import type { Task } from '../../base/task.ts';
import { isLarge } from '../begin-early.ts';
import { expandHome } from '../home-path.ts';
import { IndexKeeper } from '../indexes/index-keeper.ts';
import { AsideDesk } from './aside-desk.ts';
import { EngineControl } from './engine-control.ts';
import type {
  EngineOutcome,
  EngineReply,
  EngineRequest,
  EngineSettings,
  FilesToOpen,
  TextTaken,
} from './engine-messages.ts';
import type { EngineSession } from './engine-session.ts';
import { backgroundTask, EngineTask } from './engine-task.ts';

/** Milliseconds. */
const AT_ONCE = 20;
const SLICE = 5;
const LATEST = 500;

/**
 * The thread behind the interactive shell: it reads snapshots, and does in order what the shell requests. Everything that
 * answers is two thirds of the program: where the first snapshot is large, it is loaded when a first look is out, at the latest
 * when the snapshot is open.
 */
export class EngineThread {
  readonly #port: MessagePort;
  readonly #settings: EngineSettings;
  readonly #control: EngineControl;
  readonly #indexes: IndexKeeper;
  readonly #desk: AsideDesk;
  #loading: Promise<EngineSession> | undefined;
  /** A line is run when the one before it is finished: opening a file lets messages in. */
  #queue: Promise<void> = Promise.resolve();
  #lastHandled = 0;

  constructor(port: MessagePort, settings: EngineSettings) {
    this.#port = port;
    this.#settings = settings;
    this.#control = new EngineControl(settings.control);
    this.#indexes = new IndexKeeper(
      settings.index,
      async (message) => (await this.#session()).complain(message),
      async (look) => {
        this.#reply({ kind: 'first-look', look });
        if (look !== undefined) await this.#session();
      },
    );
    this.#desk = new AsideDesk(settings.asides, this.#control);
    if (!settings.files.slice(0, 1).some(isLarge)) void this.#session();
    port.on('message', (message: EngineRequest | TextTaken) => {
      if (message.kind !== 'taken') this.#queue = this.#queue.then(() => this.#handle(message));
    });
  }

  #session(): Promise<EngineSession> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<EngineSession> {
    const { EngineSession } = await import('./engine-session.ts');
    const session = new EngineSession({
      port: this.#port,
      control: this.#control,
      settings: this.#settings,
      indexes: this.#indexes,
    });
    this.#desk.open(session.asides);
    return session;
  }

  async #handle(request: EngineRequest): Promise<void> {
    const task = new EngineTask(this.#control, this.#desk, request.id);
    const status = await this.#statusOf(request, task);
    const session = await this.#session();
    const outcome = { status, ...session.state };
    task.end();
    this.#reply({ kind: 'done', id: request.id, outcome });
    this.#lastHandled = request.id;
    setImmediate(() => this.#rest(session, request.id));
  }

  async #statusOf(request: EngineRequest, task: EngineTask): Promise<EngineOutcome['status']> {
    if (request.kind === 'open') return await this.#open(request, task);
    const session = await this.#session();
    if (request.kind === 'run') return await session.run(request.line, task);
    if (request.kind === 'leave') session.recorder.close();
    else await this.#indexes.save();
    return 'done';
  }

  async #open(request: FilesToOpen, task: EngineTask): Promise<EngineOutcome['status']> {
    const since = performance.now();
    const [file] = request.files;
    // A compressed file is read for seconds before there is a first look.
    const loading = setTimeout(() => void this.#session(), LATEST);
    if (file !== undefined) await this.#indexes.readAhead(expandHome(file), request.partial, task);
    clearTimeout(loading);
    return await (await this.#session()).open(request, since, task);
  }

  /**
   * Nobody asks anything: what is likely to be asked is prepared, and kept before what takes long. Digests of small answers are
   * there at once, those of large ones in between.
   */
  #rest(session: EngineSession, after: number): void {
    if (this.#isAsked(after)) return;
    session.recorder.work(AT_ONCE);
    session.prepare(this.#backgroundTask());
    this.#keep(after);
    this.#digest(session, after);
  }

  /** In slices, between which messages come in. */
  #digest(session: EngineSession, after: number): void {
    if (this.#isAsked(after)) return;
    if (!session.recorder.work(SLICE)) {
      setImmediate(() => this.#digest(session, after));
      return;
    }
    session.prepareAnswers(this.#backgroundTask());
    this.#keep(after);
  }

  #keep(after: number): void {
    if (!this.#isAsked(after)) void this.#indexes.save();
  }

  #isAsked(after: number): boolean {
    return this.#control.newest !== after || this.#lastHandled !== after;
  }

  #backgroundTask(): Task {
    return backgroundTask(this.#control, this.#desk, this.#lastHandled);
  }

  #reply(reply: EngineReply): void {
    this.#port.postMessage(reply);
  }
}
