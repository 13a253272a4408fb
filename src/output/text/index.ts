import type { Result } from '../../query/result.ts';
import type { View } from '../answer.ts';
import { visible } from '../visible.ts';
import { footerLines } from './footer.ts';
import { objectLines } from './object.ts';
import { pathLines } from './path.ts';
import { scalarLines } from './scalar.ts';
import { tableLines } from './table.ts';
import { treeLines } from './tree.ts';

/** An answer as lines for people, drawn as they are asked for. */
export function* resultLines(result: Result, view: View): Generator<string> {
  yield* bodyLines(result, view);
  yield* footerLines(result, view);
}

export function bodyLines(result: Result, view: View): Iterable<string> {
  switch (result.kind) {
    case 'table':
      return tableLines(result, view);
    case 'scalar':
      return scalarLines(result);
    case 'object':
      return objectLines(result, view);
    case 'tree':
      return treeLines(result, view);
    case 'path':
      return pathLines(result, view);
    case 'text':
      return result.isAside === true
        ? result.lines.map((line) => view.style.dim(visible(line)))
        : result.lines.map(visible);
  }
}
