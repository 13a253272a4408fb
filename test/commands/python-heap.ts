import { heap } from '../support/heap.ts';

/**
 * A small program that failed: an exception that a module keeps, its traceback of two entries, their frames and code,
 * and a thread that still runs one of the frames.
 */
export function pythonHeap() {
  return heap({
    objects: {
      app: { type: 'module', name: 'app', attributes: { __dict__: 'globals' } },
      globals: { type: 'dict', size: 232, entries: [['lastKey', 'error']] },
      lastKey: { type: 'str', value: 'last_error', size: 59 },
      error: {
        type: 'app.AppError',
        size: 72,
        refcount: 1,
        generation: 2,
        attributes: { args: 'args', __traceback__: 'outer' },
      },
      args: { type: 'tuple', size: 48, elements: ['message'] },
      message: { type: 'str', value: 'no such page' },
      outer: {
        type: 'traceback',
        size: 64,
        line: 12,
        attributes: { tb_next: 'inner', tb_frame: 'mainFrame' },
      },
      inner: { type: 'traceback', size: 64, line: 5, attributes: { tb_frame: 'loadFrame' } },
      mainFrame: {
        type: 'frame',
        size: 400,
        line: 14,
        attributes: { f_code: 'mainCode' },
        locals: { page: 'zero' },
      },
      loadFrame: {
        type: 'frame',
        size: 420,
        line: 5,
        attributes: { f_code: 'loadCode', f_back: 'mainFrame' },
        locals: { page: 'zero', pages: 'pages' },
      },
      mainCode: {
        type: 'code',
        name: 'main',
        file: '/srv/app.py',
        line: 10,
        attributes: { co_name: 'mainName' },
      },
      loadCode: {
        type: 'code',
        name: 'Store.load',
        file: '/srv/store.py',
        line: 3,
        attributes: { co_name: 'loadName' },
      },
      mainName: { type: 'str', value: 'main' },
      loadName: { type: 'str', value: 'load' },
      zero: { type: 'int', value: 0, size: 28 },
      pages: { type: 'list', size: 100, elements: ['none', 'none', 'none', 'zero', 'none'] },
      none: { type: 'NoneType', value: null },
      node: { type: 'app.Node', size: 48, attributes: { __dict__: 'nodeDict' }, weak: { owner: 'app' } },
      nodeDict: { type: 'dict', size: 104, entries: [['pageKey', 'zero']] },
      pageKey: { type: 'str', value: 'page' },
      garbage: { type: 'list', size: 56, elements: ['garbage'] },
    },
    types: { 'app.AppError': { kind: 'exception', bases: ['Exception'] } },
    roots: { module: ['app'], thread: ['loadFrame'] },
    threads: [{ name: 'MainThread', frames: ['loadFrame', 'mainFrame'] }],
  });
}
