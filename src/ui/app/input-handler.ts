import type { ShellActions } from '../keys/binding.ts';
import { bindingFor, keysOfPane } from '../keys/key-map.ts';
import { keyLabel } from '../keys/key-names.ts';
import { promptKeys } from '../keys/prompt-keys.ts';
import type { Regions } from '../layout/regions.ts';
import { reduceKey } from '../line-editor/editor.ts';
import { actionOfKey } from '../line-editor/editor-keys.ts';
import { boundaryAtOrAfter } from '../line-editor/graphemes.ts';
import { frontPane } from '../state/pane-stack.ts';
import type { ShellStore } from '../state/shell-store.ts';
import type { InputEvent, KeyEvent, PasteEvent } from '../terminal/input-event.ts';
import type { AnswerStack } from './answer-stack.ts';
import type { LineAdvice } from './line-advice.ts';
import type { LineQueue } from './line-queue.ts';
import { MouseHandler } from './mouse-handler.ts';
import type { RowSearch } from './row-search.ts';

interface InputParts {
  readonly store: ShellStore;
  readonly answers: AnswerStack;
  readonly queue: LineQueue;
  readonly search: RowSearch;
  readonly advice: LineAdvice;
  readonly actions: ShellActions;
  regions(): Regions;
  submitted(lines: readonly string[]): void;
  redraw(): void;
  suspend(): void;
}

/** Undefined: Alt was not held with it. */
function withoutAlt({ name }: KeyEvent): KeyEvent | undefined {
  const bare = /^alt-(.+)$/u.exec(name)?.[1];
  if (bare === undefined) return undefined;
  const isTyped = bare === 'space' || boundaryAtOrAfter(bare, 1) === bare.length;
  return { kind: 'key', name: bare, text: isTyped ? (bare === 'space' ? ' ' : bare) : undefined };
}

/** Who gets an event: the whole shell, the search, the prompt, or the pane in front. */
export class InputHandler {
  readonly #parts: InputParts;
  readonly #mouse: MouseHandler;
  /** Keys that mean the same wherever one is. */
  readonly #everywhere: Readonly<Record<string, () => void>>;

  constructor(parts: InputParts) {
    this.#parts = parts;
    this.#mouse = new MouseHandler(parts);
    this.#everywhere = { 'ctrl-z': parts.suspend, 'ctrl-l': parts.redraw };
  }

  handle(event: InputEvent): void {
    if (event.kind === 'mouse') this.#mouse.handle(event);
    else for (const part of this.#meant(event)) this.#take(part);
  }

  /** Escape and another key at once look like that key with Alt: that is meant where Alt with it means nothing. */
  #meant(event: KeyEvent | PasteEvent): readonly (KeyEvent | PasteEvent)[] {
    const { focus, search, stack } = this.#parts.store.state;
    const bare = event.kind === 'key' ? withoutAlt(event) : undefined;
    if (event.kind !== 'key' || bare === undefined) return [event];
    const isInPane = focus === 'pane' && search === undefined;
    if (isInPane) return [bindingFor(keysOfPane(frontPane(stack)?.pane), event.name) ? event : bare];
    if (actionOfKey.has(event.name) || bindingFor(promptKeys, event.name)) return [event];
    return [{ kind: 'key', name: 'escape', text: undefined }, bare];
  }

  #take(event: KeyEvent | PasteEvent): void {
    const { store } = this.#parts;
    const { prefilled } = store.state;
    store.change({ message: undefined, prefilled: prefilled?.hasRun === true ? undefined : prefilled });
    const everywhere = event.kind === 'key' ? this.#everywhere[event.name] : undefined;
    const { search, focus } = store.state;
    if (everywhere !== undefined) everywhere();
    else if (search !== undefined) this.#inSearch(event);
    else if (focus === 'prompt' || event.kind === 'paste') this.#inPrompt(event);
    else this.#inPane(event);
  }

  /** Stops what runs; where nothing does, says how to leave. */
  interrupt(): void {
    const { search, queue, store } = this.#parts;
    const isRunning = store.state.running !== undefined;
    if (search.stop()) store.say(`search stopped${isRunning ? '; Ctrl-C again stops the line' : ''}`);
    else if (!queue.cancel()) {
      store.say(store.state.focus === 'pane' ? 'Esc, then Ctrl-D, leaves' : 'Ctrl-D or quit leaves');
    }
  }

  #inPane(key: KeyEvent): void {
    const { store, actions } = this.#parts;
    if (key.name === 'ctrl-c') {
      this.interrupt();
      return;
    }
    if (key.name === 'escape' && store.state.failure !== undefined) {
      store.change({ failure: undefined });
      return;
    }
    const binding = bindingFor(keysOfPane(frontPane(store.state.stack)?.pane), key.name);
    if (binding === undefined) store.say(`${keyLabel(key.name)} means nothing here; ? lists the keys`);
    else binding.does(actions);
  }

  #inPrompt(event: InputEvent): void {
    const { store } = this.#parts;
    store.change({ focus: 'prompt' });
    const { menu, search } = store.state.editor;
    const isOpen = menu !== undefined || search !== undefined;
    const before = event.kind === 'key' && !isOpen ? this.#beforeEditing(event.name) : undefined;
    if (before === undefined) this.#edit(event);
    else before();
  }

  /** What a key means to the shell before it means anything to the line. */
  #beforeEditing(key: string): (() => void) | undefined {
    const { store, actions } = this.#parts;
    const { editor, running, failure } = store.state;
    const isEmpty = editor.line.text === '';
    // A line that was typed ahead stays; while a snapshot loads, it is rather the line that is not wanted.
    if (key === 'ctrl-c' && running !== undefined && (isEmpty || !running.isLoading))
      return () => this.interrupt();
    if (key === '?' && isEmpty) return () => actions.showKeys();
    if (key === 'escape' && failure !== undefined) return () => this.#closeFailure();
    return undefined;
  }

  #closeFailure(): void {
    const { store } = this.#parts;
    const hasPane = frontPane(store.state.stack) !== undefined;
    store.change({ failure: undefined, focus: hasPane ? 'pane' : 'prompt' });
  }

  #edit(event: InputEvent): void {
    const { store, advice, actions, redraw, submitted } = this.#parts;
    const before = store.state.editor;
    const outcome = reduceKey(before, event, { menuRows: this.#parts.regions().overlayLines });
    store.change({ editor: outcome.editor });
    const effects = {
      submit: () => submitted(outcome.submitted ?? []),
      complete: () => advice.complete(),
      interrupt: () => before.line.text === '' && this.interrupt(),
      leave: () => actions.quit(),
      redraw,
      unhandled: () => event.kind === 'key' && bindingFor(promptKeys, event.name)?.does(actions),
    };
    if (outcome.effect !== undefined) effects[outcome.effect]();
  }

  #inSearch(event: InputEvent): void {
    const { store, search } = this.#parts;
    const asked = store.state.search;
    if (asked === undefined) return;
    const { editor, effect, submitted } = reduceKey(asked.editor, event, { menuRows: 0 });
    const isLeft =
      effect === 'interrupt' || effect === 'leave' || (event.kind === 'key' && event.name === 'escape');
    store.change({ search: effect === 'submit' || isLeft ? undefined : { ...asked, editor } });
    const words = submitted?.[0] || frontPane(store.state.stack)?.state.words;
    if (effect === 'submit' && words !== undefined) search.start(words, asked.direction);
  }
}
