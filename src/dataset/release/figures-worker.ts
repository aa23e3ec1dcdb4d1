import { workerData } from 'node:worker_threads';
import { answerWith } from '../thread-side.ts';
import { type FiguresWish, figuresOf } from './figures.ts';

// Works out the figures of a release while it is written.

const wish: FiguresWish = workerData; // of the same program
await answerWith(() => figuresOf(wish));
