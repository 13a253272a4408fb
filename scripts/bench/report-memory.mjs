// Preloaded by the benchmark: the process says at its end how much memory it needed at its peak.
import { writeSync } from 'node:fs';

if (process.env.HEAPSH_BENCH_RSS) {
  process.on('exit', () => writeSync(2, `peak-rss-kb ${process.resourceUsage().maxRSS}\n`));
}
