/** Text that is looked at together: what becomes of it is still in the second-level cache. */
export const BLOCK = 1 << 16;
/** Bytes around everything in a kernel's memory: it may look at them, and write over them. */
export const APART = 64;
/** Bytes. */
export const WORD = 4;

/**
 * What has a kernel's memory, made once a thread, when it is first asked for; null: there can be none. WebAssembly reserves ten
 * gigabytes of addresses, which `ulimit -v` may forbid, and `node --jitless` has none: then everything is left to those who
 * read byte by byte.
 */
export function ownKernel<Owner>(make: () => Owner): () => Owner | null {
  let own: Owner | null | undefined;
  return () => {
    if (own !== undefined) return own;
    try {
      own = make();
    } catch {
      own = null;
    }
    return own;
  };
}
