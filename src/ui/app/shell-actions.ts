import type { ScreenRow } from '../../output/screen/screen-view.ts';
import type { ShellActions } from '../keys/binding.ts';
import { keysOfPane } from '../keys/key-map.ts';
import { keysText } from '../keys/keys-text.ts';
import { promptKeys } from '../keys/prompt-keys.ts';
import { emptyEditor } from '../line-editor/editor-state.ts';
import { edited } from '../line-editor/line-state.ts';
import { orderOf } from '../painting/sorted-by.ts';
import type { PaneState } from '../panes/pane.ts';
import { frontPane, type OpenPane, type Origin, step, toOrigin, withoutFront } from '../state/pane-stack.ts';
import type { ShellStore } from '../state/shell-store.ts';
import { textAnswer, textSource } from '../state/text-source.ts';
import type { AnswerStack } from './answer-stack.ts';
import { copySequence } from './copy-sequence.ts';
import type { RowSearch } from './row-search.ts';

interface ActionParts {
  readonly store: ShellStore;
  readonly answers: AnswerStack;
  readonly search: RowSearch;
  /** Runs a line as if it had been typed. */
  run(line: string): void;
  /** To the terminal, beside the screen. */
  write(sequence: string): void;
  quit(): void;
  failed(error: unknown): void;
}

const NO_ANSWER = 'there is no answer yet: type a command, such as hist';
const NOTHING_TO_SORT = 'there is nothing to sort by here';
const NOTHING_THERE = 'this row stands for nothing that could be asked about';

/** What keys do, on the pane in front. */
export class PaneActions implements ShellActions {
  readonly #parts: ActionParts;

  constructor(parts: ActionParts) {
    this.#parts = parts;
  }

  move(by: Parameters<ShellActions['move']>[0]): void {
    const { answers } = this.#parts;
    const pane = this.#front();
    if (pane !== undefined) answers.move(pane, by);
  }

  shift(columns: number): void {
    const pane = this.#front();
    if (pane !== undefined) this.#parts.answers.shift(pane, columns);
  }

  moveColumn(by: number): void {
    const pane = this.#front();
    if (pane === undefined) return;
    this.#parts.answers.moveColumn(pane, by);
    const { outline, column } = this.#front()!.state;
    const name = outline.columns[column]?.name;
    this.#parts.store.say(name ? `sort column: ${name}` : NOTHING_TO_SORT);
  }

  ask(template: string, otherwise?: string): void {
    const { run, store } = this.#parts;
    this.#withHandle(
      (handle) => run(template.replace('{}', () => handle)),
      () => (otherwise === undefined ? store.say(NOTHING_THERE) : run(otherwise)),
    );
  }

  askEither(templates: { readonly many: string; readonly one: string }): void {
    const row = this.#row();
    const template = row?.standsFor === 'many' ? templates.many : templates.one;
    if (row?.role === 'more' || (row?.standsFor === 'nothing' && row.fold !== 'none')) this.fold('toggle');
    else if (this.#hasLines()) this.#runLine(() => this.ask(template));
    else this.ask(template);
  }

  sort(): void {
    const pane = this.#front();
    const name = this.#parts.answers.name(pane);
    const column = pane?.state.outline.columns[pane.state.column];
    if (pane === undefined) return;
    if (name === undefined || column === undefined || column.name === '') {
      this.#parts.store.say(NOTHING_TO_SORT);
      return;
    }
    const order = orderOf(pane.state.answer.command);
    const isDescending = order?.name === column.name ? !order.descending : column.alignRight;
    this.#parts.run(`${name} | sort ${column.name}${isDescending ? ' desc' : ''}`);
  }

  prefill(whole: string, ofMany = whole): void {
    const template = this.#row()?.standsFor === 'many' ? ofMany : whole;
    const name = this.#parts.answers.name(this.#front()) ?? '';
    const withName = template.replace('{$}', () => name);
    if (template.includes('{$}') && name === '') this.#parts.store.say(NOTHING_THERE);
    else if (!withName.includes('{}')) this.#prefillWith(withName);
    else this.#withHandle((handle) => this.#prefillWith(withName.replace('{}', () => handle)));
  }

  changeLook(change: (state: PaneState) => PaneState): void {
    const pane = this.#front();
    if (pane !== undefined) this.#parts.answers.changeLook(pane, change);
  }

  fold(state: 'folded' | 'unfolded' | 'toggle'): void {
    const pane = this.#front();
    if (pane === undefined) return;
    const { answers, failed } = this.#parts;
    const toggled = this.#row()?.fold === 'unfolded' ? 'folded' : 'unfolded';
    if (state === 'toggle') answers.fold(pane, toggled).catch(failed);
    else answers.stepInTree(pane, state === 'unfolded' ? 'in' : 'out').catch(failed);
  }

  moveToParent(): void {
    const pane = this.#front();
    if (pane !== undefined) this.#parts.answers.moveToParent(pane).catch(this.#parts.failed);
  }

  startSearch(direction: 1 | -1): void {
    const pane = this.#front();
    if (pane !== undefined) this.#parts.store.change({ search: { direction, editor: emptyEditor } });
  }

  searchAgain(direction: 1 | -1): void {
    const words = this.#front()?.state.words;
    if (words === undefined) this.#parts.store.say('nothing was searched for yet: / asks for words');
    else this.#parts.search.start(words, direction);
  }

  goBack(): void {
    this.#go(-1, 'this is the first answer');
  }

  goForth(): void {
    this.#go(1, 'this is the last answer');
  }

  goToOrigin(): void {
    const { store } = this.#parts;
    const stack = toOrigin(store.state.stack);
    if (stack === undefined) store.say('this was asked from no answer that is still there');
    else store.change({ stack });
  }

  copy(what: 'command' | 'address' | 'handle'): void {
    const pane = this.#front();
    if (pane === undefined) return;
    const { answer, selected } = pane.state;
    const asked = {
      command: async () => (answer.command === '' ? undefined : answer.command),
      address: () => pane.source.address(selected),
      handle: () => pane.source.handle(selected),
    };
    asked[what]()
      .then((text) => this.#copyText(text))
      .catch(this.#parts.failed);
  }

  focus(where: 'prompt' | 'pane'): void {
    const { store } = this.#parts;
    const pane = this.#front();
    if (where === 'pane' && pane === undefined) store.say(NO_ANSWER);
    else if (where === 'prompt' && pane?.closesTo !== undefined) this.#close(pane.closesTo);
    else store.change({ focus: where });
  }

  showKeys(): void {
    const { answers, store } = this.#parts;
    const pane = this.#front();
    if (pane?.closesTo !== undefined) {
      this.#close(pane.closesTo);
      return;
    }
    const lines = keysText(pane?.pane.title ?? 'any answer', keysOfPane(pane?.pane), promptKeys);
    const origin = { focus: store.state.focus, pane: pane?.id };
    answers.show(textAnswer('keys', lines), textSource(lines), { closesTo: origin });
    store.change({ focus: 'pane' });
  }

  quit(): void {
    this.#parts.quit();
  }

  #front(): OpenPane | undefined {
    return frontPane(this.#parts.store.state.stack);
  }

  #close({ focus }: Origin): void {
    const { store } = this.#parts;
    store.change({ stack: withoutFront(store.state.stack), focus });
  }

  #row(): ScreenRow | undefined {
    const pane = this.#front();
    return pane?.rows.get(pane.state.selected);
  }

  #hasLines(): boolean {
    return this.#front()?.state.outline.columns.some(({ isLine }) => isLine === true) === true;
  }

  #runLine(otherwise: () => void): void {
    const pane = this.#front();
    const { run, failed } = this.#parts;
    pane?.source
      .line(pane.state.selected)
      .then((line) => (line === undefined ? otherwise() : run(line)))
      .catch(failed);
  }

  #withHandle(use: (handle: string) => void, otherwise = () => this.#parts.store.say(NOTHING_THERE)): void {
    const pane = this.#front();
    if (pane === undefined) return;
    pane.source
      .handle(pane.state.selected)
      .then((handle) => (handle === undefined ? otherwise() : use(handle)))
      .catch(this.#parts.failed);
  }

  #prefillWith(text: string): void {
    const { store } = this.#parts;
    const { editor } = store.state;
    const line = edited(editor.line, text, text.length);
    store.change({ editor: { ...editor, line }, focus: 'prompt', prefilled: { text, hasRun: false } });
  }

  #go(by: 1 | -1, atEnd: string): void {
    const { store } = this.#parts;
    const stack = step(store.state.stack, by);
    if (stack === undefined) store.say(atEnd);
    else store.change({ stack });
  }

  #copyText(text: string | undefined): void {
    const { store, write } = this.#parts;
    const sequence = text === undefined ? undefined : copySequence(text);
    if (sequence === undefined) {
      store.say('there is nothing here to copy');
      return;
    }
    write(sequence);
    store.say(`copied ${text}`);
  }
}
