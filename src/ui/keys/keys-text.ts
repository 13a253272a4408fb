import { padEnd } from '../../output/width.ts';
import { editorKeys } from '../line-editor/editor-keys.ts';
import type { TextLine } from '../state/text-source.ts';
import type { Binding } from './binding.ts';
import { keyLabel } from './key-names.ts';

const groups: Readonly<Record<Binding['group'], string>> = {
  ask: 'Ask about the row under the cursor',
  move: 'Move',
  look: 'Search and copy',
  go: 'Go',
};

const KEYS_WIDTH = 24;

/** What all keys do: first those of the pane, then those of the prompt. */
export function keysText(
  paneTitle: string,
  paneKeys: readonly Binding[],
  promptKeys: readonly Binding[],
): TextLine[] {
  const lines: TextLine[] = [
    plain(`While the answer has the keys (${paneTitle}): Esc gives them to it, and back`),
  ];
  for (const group of ['ask', 'move', 'look', 'go'] as const) {
    const bindings = paneKeys.filter((binding) => binding.group === group);
    if (bindings.length === 0) continue;
    lines.push(blank, heading(groups[group]), ...bindings.map(bindingLine));
  }
  lines.push(blank, heading('While the prompt has the keys'));
  lines.push(...promptKeys.map(bindingLine), keyLine('?', 'these keys, where nothing is typed'));
  lines.push(keyLine('Ctrl-Z', 'suspend; fg comes back'));
  lines.push(...editorKeys.map(({ keys, doc }) => keyLine(keys.map(keyLabel).join(' '), doc)));
  lines.push(blank, heading('Mouse'));
  lines.push(
    keyLine('wheel', 'scrolls the answer'),
    keyLine('click, double click', 'selects a row, looks into it'),
    keyLine('click on a heading', 'sorts by its column; again: the other way round'),
  );
  lines.push(keyLine('with Shift', "the terminal's own selection of text"));
  return lines;
}

function bindingLine({ keys, doc }: Binding): TextLine {
  return keyLine(keys.map(keyLabel).join(' '), doc);
}

function keyLine(keys: string, doc: string): TextLine {
  return plain(`  ${padEnd(keys, KEYS_WIDTH)}${doc}`);
}

const blank: TextLine = { text: '', role: 'blank' };

function plain(text: string): TextLine {
  return { text, role: 'row' };
}

function heading(text: string): TextLine {
  return { text, role: 'heading' };
}
