// DevTools' second worker: finds who retains whom, dominators and retained sizes while the first finds the rest.
import { workerData } from 'node:worker_threads';
import { SecondaryInitManager } from 'devtools';

new SecondaryInitManager(workerData);
