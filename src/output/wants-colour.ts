/** As everywhere: a terminal that is not dumb, and nobody who set NO_COLOR (to anything but nothing). */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
}
