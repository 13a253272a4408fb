import type { Result } from '../../query/result.ts';
import { objectView } from './object.ts';
import { pathView } from './path.ts';
import { scalarView } from './scalar.ts';
import type { ScreenView } from './screen-view.ts';
import { tableView } from './table.ts';
import { textView } from './text.ts';
import { treeView } from './tree.ts';

/**
 * An answer as a screen scrolls through it. The view keeps the result; a table of millions costs what is looked at.
 * `columns`: of the screen as it is now, for texts that are broken into rows.
 */
export function screenViewOf(result: Result, columns = 80): ScreenView {
  switch (result.kind) {
    case 'table':
      return tableView(result);
    case 'tree':
      return treeView(result);
    case 'path':
      return pathView(result);
    case 'object':
      return objectView(result, columns);
    case 'scalar':
      return scalarView(result);
    case 'text':
      return textView(result);
  }
}
