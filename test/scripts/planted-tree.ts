import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs a script of ours on a temporary tree of `files` (path to content) and gives what it said. */
export function runOnTree(
  script: string,
  files: Record<string, string>,
): { status: number; errors: string[] } {
  return onTree(files, (root) => {
    const path = join(import.meta.dirname, '../../scripts', script);
    const { status, stderr } = spawnSync(process.execPath, [path, root], { encoding: 'utf8' });
    return { status: status ?? -1, errors: stderr.split('\n').filter((line) => line !== '') };
  });
}

/** What `look` finds in a temporary tree of `files`. */
export function onTree<Found>(files: Record<string, string>, look: (root: string) => Found): Found {
  const root = mkdtempSync(join(tmpdir(), 'heapsh-tree-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return look(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
