import { commands } from '../commands/index.ts';
import { exampleRunner } from './example-runner.ts';
import { expandHome } from './home-path.ts';
import { IndexKeeper } from './indexes/index-keeper.ts';
import { replayInShell } from './replay/replay-in-shell.ts';
import { Session } from './session.ts';
import { unwatchedTask } from './watched-task.ts';

const noIndexes = new IndexKeeper({ uses: false, file: undefined }, () => undefined);

/** A session with everything that heapsh has. `indexes`: none are read or written when left out. */
export function newSession(indexes = noIndexes): Session {
  const example = exampleRunner(
    (file) => noIndexes.open(file, 'example', false, unwatchedTask),
    (heap) => {
      const session = newSession();
      session.add(heap);
      return session;
    },
  );
  return new Session({
    commands,
    openHeap: (file, name, { partial }, task) => indexes.open(expandHome(file), name, partial, task),
    example,
    replay: (file, open, task) => replayInShell(newSession(indexes), expandHome(file), open, task),
  });
}
