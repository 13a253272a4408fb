import type { CaptureTarget } from './capture-target.ts';
import { python } from './python/python-target.ts';

export const captureTargets = [python] as const satisfies readonly CaptureTarget[];
