/** How a snapshot of Node is made: it needs no agent. */
export const nodeSnapshot =
  "v8.writeHeapSnapshot('app.heapsnapshot'), or node --heapsnapshot-signal=SIGUSR2 app.js";

const callsNode = /^(node(js)?|js|javascript|v8)$/i;

/** How a runtime writes its snapshots by itself; undefined: heapsh knows of none that is called so. */
export function selfCapture(runtime: string): string | undefined {
  return callsNode.test(runtime) ? `Node writes snapshots itself: ${nodeSnapshot}` : undefined;
}
