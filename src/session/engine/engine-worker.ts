import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { beginEarly } from '../begin-early.ts';
import type { EngineBeginning, EngineSettings } from './engine-messages.ts';

if (parentPort === null) throw new Error('engine-worker.ts runs as a worker thread');
const loading = import('./engine-thread.ts');
const { settingsPort } = workerData as EngineBeginning;
const [settings] = (await once(settingsPort, 'message')) as [EngineSettings];
settingsPort.close();
// Threads take as long to start as the rest takes to load.
beginEarly(settings);
const { EngineThread } = await loading;
new EngineThread(parentPort, settings);
