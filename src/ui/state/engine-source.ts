import type { Engine } from '../../session/engine/engine.ts';
import type { RowSource } from './row-source.ts';

/** The rows of an answer that the engine keeps. */
export function engineSource(
  engine: Pick<Engine, 'rows' | 'handle' | 'address' | 'line' | 'find' | 'fold' | 'parent' | 'forget'>,
  view: number,
): RowSource {
  return {
    rows: (from, to) => engine.rows(view, from, to),
    handle: (row) => engine.handle(view, row),
    address: (row) => engine.address(view, row),
    line: (row) => engine.line(view, row),
    find: (words, from, direction, isWanted) => engine.find(view, words, from, direction, isWanted),
    fold: (row, state) => engine.fold(view, row, state),
    parent: (row) => engine.parent(view, row),
    forget: () => {
      // When the engine is lost, whoever asks next is told.
      engine.forget(view).catch(() => undefined);
    },
  };
}
