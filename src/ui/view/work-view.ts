import { formatDuration } from '../../base/quantities.ts';
import { visible } from '../../output/visible.ts';
import type { Work } from '../layout/rule-line.tsx';
import type { Running } from '../state/shell-state.ts';

/** Before that an estimate is a guess. */
const LEAST_ELAPSED = 2000;
const LEAST_SHARE = 0.03;

/** What is told of what runs; undefined: nothing does, or it is over in a moment. */
export function workView(running: Running | undefined): Work | undefined {
  if (running?.progress === undefined) return undefined;
  const { step, elapsed, phaseElapsed } = running.progress;
  const share = step === undefined || step.total <= 0 ? undefined : clamped(step.done / step.total);
  const left = share === undefined ? undefined : remaining(share, running.isLoading ? elapsed : phaseElapsed);
  const time = formatDuration(elapsed);
  return {
    line: visible(running.line),
    phase: step === undefined ? '' : visible(step.phase),
    share,
    time: left === undefined ? time : `${time}, about ${formatDuration(left)} left`,
  };
}

/** Of loading; of anything else the phase alone: whether there will be another, nobody knows. */
function remaining(share: number, elapsed: number): number | undefined {
  if (elapsed < LEAST_ELAPSED || share < LEAST_SHARE || share >= 1) return undefined;
  const left = (elapsed * (1 - share)) / share;
  // Whole seconds: tenths of an estimate only flicker.
  return left < 950 ? undefined : Math.ceil(left / 1000) * 1000;
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}
