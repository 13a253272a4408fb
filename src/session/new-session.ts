import type { Task } from '../base/task.ts';
import { commands } from '../commands/index.ts';
import { openSnapshot } from '../formats/open-snapshot.ts';
import { Heap } from '../query/heap.ts';
import { runtimeOf } from '../query/runtimes/index.ts';
import { exampleRunner } from './example-runner.ts';
import { expandHome } from './home-path.ts';
import { replayInShell } from './replay/replay-in-shell.ts';
import { Session } from './session.ts';
import { unwatchedTask } from './watched-task.ts';

/** A session with everything that heapsh has. */
export function newSession(): Session {
  const example = exampleRunner(
    (file) => openHeap(file, 'example', { partial: false }, unwatchedTask),
    (heap) => {
      const session = newSession();
      session.add(heap);
      return session;
    },
  );
  return new Session({
    commands,
    openHeap,
    example,
    replay: (file, open, task) => replayInShell(newSession(), expandHome(file), open, task),
  });
}

async function openHeap(
  file: string,
  name: string,
  { partial }: { readonly partial: boolean },
  task: Task,
): Promise<Heap> {
  const snapshot = await openSnapshot(expandHome(file), { partial, task });
  return new Heap(name, snapshot, runtimeOf(snapshot.capture.runtime));
}
