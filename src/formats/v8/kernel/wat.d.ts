/** A module in WebAssembly's text format, as the build puts it into the program. */
declare module '*.wat' {
  /** Compiles it, for this thread; gives what it exports. */
  export function instantiate(): unknown;
}
