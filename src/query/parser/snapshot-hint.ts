/** How the snapshot of a file is called, for who has typed the name of the file, with its extension or without. */
export function snapshotHint(typed: string): string {
  const stem = typed.replace(/(\.(?:heapsh|heapsnapshot|gz))+$/, '');
  const file = stem === typed ? `a file ${stem}.…` : typed;
  const name = stem.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
  return `the snapshot of ${file} is called ${name}`;
}
