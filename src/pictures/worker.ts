import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { render } from './render.ts';

parentPort?.postMessage(render(z.string().parse(workerData)));
