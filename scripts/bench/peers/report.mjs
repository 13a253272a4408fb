// How a peer tells the benchmark what it found: one line of JSON on standard error.
import { writeSync } from 'node:fs';

/** The line's beginning. */
export const REPORT = 'peer-report ';

/** The moment when something is known: milliseconds since the process started, and the most memory it needed so far. */
export function now() {
  return { after: performance.now(), peakKilobytes: process.resourceUsage().maxRSS };
}

/**
 * `histogram` and `retained` are the moments (`now`) when the first histogram and all retained sizes were known. What
 * `answers` gives goes with them, and its cost into none of the figures. The process ends here.
 */
export function report({ histogram, retained }, answers) {
  writeSync(2, `\n${REPORT}${JSON.stringify({ histogram, retained, answers: answers() })}\n`);
  process.exit(0);
}
