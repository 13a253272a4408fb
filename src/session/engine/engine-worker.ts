import { parentPort, workerData } from 'node:worker_threads';
import { beginEarly } from '../begin-early.ts';
import type { EngineSettings } from './engine-messages.ts';

if (parentPort === null) throw new Error('engine-worker.ts runs as a worker thread');
const settings = workerData as EngineSettings;
beginEarly(settings);
// The rest takes as long to load as threads take to start.
const { EngineThread } = await import('./engine-thread.ts');
new EngineThread(parentPort, settings);
