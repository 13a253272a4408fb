import { formatBytes, formatCount, formatDuration } from '../base/quantities.ts';
import { visible } from '../output/visible.ts';
import type { Heap } from '../query/heap.ts';

/** What was opened, in a line: `pylint: cpython 3.11.2 · 2,751,394 objects · 358.1 MiB · 1.9 s` */
export function openedText({ name, snapshot }: Heap, milliseconds: number): string {
  const { runtime, runtimeVersion } = snapshot.capture;
  const bytes = snapshot.objects.sizes.reduce((sum, size) => sum + size, 0);
  const facts = [
    `${runtime} ${runtimeVersion}`.trim(),
    `${formatCount(snapshot.objectCount)} objects`,
    formatBytes(bytes),
    formatDuration(milliseconds),
  ];
  if (snapshot.source.partial !== undefined) facts.push(`only the whole part: ${snapshot.source.partial}`);
  return `${name}: ${facts.map(visible).join(' · ')}`;
}

/** Where to begin, in a line for who sees the shell for the first time. */
export function welcomeText(isOpen: boolean): string {
  const first = isOpen ? 'help lists the commands' : 'open FILE loads a snapshot, help tells more';
  return `${first}, Tab completes, at the prompt Ctrl-D leaves`;
}
