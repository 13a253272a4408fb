import { completions } from '../completions.ts';
import { lineProblem } from '../line-problem.ts';
import type { Session } from '../session.ts';
import type { AsideAnswers } from './aside-desk.ts';
import { emptyAnswers } from './asides.ts';
import type { Views } from './views.ts';

/** Asides answered from a session and the views that its answers have. */
export function asideAnswers(session: Session, views: Views): AsideAnswers {
  return {
    rows: (task, view, from, to) => views.get(view)?.rows(from, to, task) ?? emptyAnswers.rows,
    find: (task, view, words, from, direction, milliseconds) =>
      views.get(view)?.find(words, from, direction, milliseconds, task) ?? emptyAnswers.find,
    fold(task, id, row, state) {
      const view = views.get(id);
      view?.fold(row, state, task);
      return view?.outline();
    },
    parent: (_, view, row) => views.get(view)?.parent(row),
    handle: (task, view, row) => views.handle(view, row, session.current, task),
    address: (_, view, row) => views.get(view)?.address(row),
    line: (_, view, row) => views.line(view, row),
    complete: (_, line, cursor) => completions(session, line, cursor),
    check: (task, line, cursor) => lineProblem(session, line, cursor, task),
    forget(_, view) {
      views.forget(view);
      return undefined;
    },
  };
}
