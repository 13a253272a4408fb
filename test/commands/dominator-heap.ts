import { heap } from '../support/heap.ts';

/**
 *     app ─┬─ left ─┬─ own ── ownMore          held (hidden root) ── both
 *          │        └─ shared                  lost ── own
 *          ├─ right ┬─ shared
 *          │        └─ watched                 left is also a weak way to watched
 *          └─ both
 */
export function dominatorHeap() {
  return heap({
    objects: {
      app: {
        type: 'module',
        name: 'app',
        size: 10,
        attributes: { left: 'left', right: 'right', both: 'both' },
      },
      left: {
        type: 'app.Node',
        size: 20,
        attributes: { own: 'own', shared: 'shared' },
        weak: { watched: 'watched' },
      },
      right: { type: 'app.Node', size: 30, attributes: { shared: 'shared', watched: 'watched' } },
      own: { type: 'app.Own', size: 500, attributes: { more: 'ownMore' } },
      ownMore: { type: 'app.Own', size: 50 },
      shared: { type: 'app.Shared', size: 1000 },
      watched: { type: 'app.Watched', size: 7 },
      both: { type: 'app.Both', size: 3000 },
      held: { type: 'app.Held', size: 383, attributes: { both: 'both' } },
      lost: { type: 'app.Lost', size: 9, attributes: { own: 'own' } },
    },
    roots: { module: ['app'], hidden: ['held'] },
  });
}
