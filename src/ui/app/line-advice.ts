import type { Engine } from '../../session/engine/engine.ts';
import { answerCompletions } from '../line-editor/editor.ts';
import type { ShellStore } from '../state/shell-store.ts';

/** As long as one types, nobody wants to hear what is missing. */
const PAUSE_MILLISECONDS = 60;

/** What the engine says about a line while it is being typed: what may stand there, and what is wrong with it. */
export class LineAdvice {
  readonly #store: ShellStore;
  readonly #engine: Pick<Engine, 'complete' | 'check'>;
  readonly #failed: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #seen = '';

  constructor(
    store: ShellStore,
    engine: Pick<Engine, 'complete' | 'check'>,
    failed: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#engine = engine;
    this.#failed = failed;
  }

  complete(): void {
    const asked = this.#store.state.editor.line;
    this.#engine
      .complete(asked.text, asked.cursor)
      .then((completions) => {
        const { editor } = this.#store.state;
        if (completions === undefined) return this.#store.say('busy: nothing can be completed just now');
        const answered = answerCompletions(editor, asked, completions);
        this.#store.change({ editor: answered });
        const isSame = answered.line.text === asked.text && answered.menu === undefined;
        if (isSame && editor.line === asked) this.#store.say('nothing is known that could stand here');
      })
      .catch(this.#failed);
  }

  /** To be called after every change of the prompt. */
  lineChanged(): void {
    const { editor, problem } = this.#store.state;
    const { text } = editor.line;
    const isOpen = editor.menu !== undefined || editor.search !== undefined;
    if (text === this.#seen && !isOpen) return;
    this.#seen = isOpen ? '' : text;
    clearTimeout(this.#timer);
    if (problem !== undefined) this.#store.change({ problem: undefined });
    if (!isOpen && text.trim() !== '') this.#timer = setTimeout(() => this.#check(), PAUSE_MILLISECONDS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #check(): void {
    const { text, cursor } = this.#store.state.editor.line;
    this.#engine
      .check(text, cursor)
      .then((problem) => {
        const isSame = text === this.#store.state.editor.line.text;
        if (isSame && problem !== undefined) this.#store.change({ problem: { line: text, problem } });
      })
      .catch(this.#failed);
  }
}
