import { parentPort } from 'node:worker_threads';
import { StoreError } from '../store/errors.ts';
import { DatasetError } from './failures.ts';
import type { Outcome, Said } from './thread.ts';

/** What a thread does, and says at its end; what is a fault of ours ends it with that error. */
export async function answerWith<T>(work: () => Promise<T>): Promise<void> {
  say({ outcome: await outcomeOf(work) });
}

/** Tells whoever began this thread. */
export function say<T>(said: Said<T>): void {
  parentPort?.postMessage(said);
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { found: await work() };
  } catch (error) {
    if (error instanceof DatasetError || error instanceof StoreError) return { problem: error.message };
    throw error;
  }
}
