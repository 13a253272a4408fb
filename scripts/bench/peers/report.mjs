// How a peer tells the benchmark what it found: one line of JSON on standard error.
import { writeSync } from 'node:fs';

/** The line's beginning. */
export const REPORT = 'peer-report ';

/**
 * `times` are milliseconds since the process started. What `answers` gives goes with them, and its cost into none of
 * the figures. The process ends here.
 */
export function report(times, answers) {
  const peakKilobytes = process.resourceUsage().maxRSS;
  writeSync(2, `\n${REPORT}${JSON.stringify({ ...times, peakKilobytes, ...answers() })}\n`);
  process.exit(0);
}
