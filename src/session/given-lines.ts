import type { Readable } from 'node:stream';

/** What is piped in has come by then; a pipe that nobody writes to, as programs give those they start, may stay open for ever. */
const PATIENCE = 1000;

/** Whether lines come on standard input, or nothing: it ends at once, stays silent for a while, or is a terminal. None is taken. */
export async function givesLines(input: Readable & { readonly isTTY?: boolean }): Promise<boolean> {
  if (input.isTTY === true || input.readableEnded) return false;
  const hasCome = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => settle(false), PATIENCE);
    const onReadable = () => settle(input.readableLength > 0);
    const onEnd = () => settle(false);
    const settle = (answer: boolean): void => {
      clearTimeout(timer);
      input.off('readable', onReadable).off('end', onEnd).off('error', onEnd);
      resolve(answer);
    };
    input.on('readable', onReadable).once('end', onEnd).once('error', onEnd);
  });
  if (!hasCome) letGo(input);
  return hasCome;
}

/** Nobody reads on, and no program waits for it to end. */
function letGo(input: Readable): void {
  input.pause();
  if ('unref' in input && typeof input.unref === 'function') input.unref();
}
