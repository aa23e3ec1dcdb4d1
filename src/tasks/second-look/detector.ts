import { Worker } from 'node:worker_threads';
import type { Clock } from '../../clock.ts';

/** What a text's language seems to be, in ISO 639-1; the scores of it and of others are from 0 to 1. */
export type Detected = { language: string; isReliable: boolean; scores: Readonly<Record<string, number>> };

/** Tells languages, off the main thread. */
export type Detector = {
  /** Somebody will ask before long. */
  prepare(): void;
  /** The language of each text. Rejects when the thread fails; the next question is put to a new one. */
  detect(texts: readonly string[]): Promise<Detected[]>;
  stop(): Promise<void>;
};

/** A thread that answers one question after another. */
export type Thread = Pick<Detector, 'detect'> & {
  end(): Promise<unknown>;
  /** Settles when it is over, for whatever reason. */
  over: Promise<void>;
};

/** Whoever opens a form is answered first. */
const PREPARE_AFTER_MS = 500;
/** After so long without a question the thread ends, and gives its memory back. */
const IDLE_MS = 15 * 60_000;

/** A detector that loads what it needs when it is asked for the first time. */
export function createDetector(clock: Clock, open: () => Thread = openThread): Detector {
  let current: Thread | undefined;
  let idle: { cancel(): void } | undefined;
  let planned: { cancel(): void } | undefined;

  function thread(): Thread {
    planned?.cancel();
    planned = undefined;
    idle?.cancel();
    idle = clock.after(IDLE_MS, () => void end());
    current ??= begin();
    return current;
  }

  function begin(): Thread {
    const begun = open();
    void begun.over.then(() => {
      if (current === begun) current = undefined;
    });
    return begun;
  }

  async function end(): Promise<void> {
    idle?.cancel();
    planned?.cancel();
    const ending = current;
    current = undefined;
    await ending?.end();
  }

  return {
    prepare() {
      planned ??= clock.after(PREPARE_AFTER_MS, thread);
    },
    detect: async (texts) => await thread().detect(texts),
    stop: end,
  };
}

// beside what was built the worker is a file of its own, see deploy/build.ts
const WORKER = import.meta.url.endsWith('.ts') ? './language-worker.ts' : './language-worker.mjs';

type Answer = { id: number; detected: Detected[] };

function openThread(): Thread {
  const worker = new Worker(new URL(WORKER, import.meta.url));
  worker.unref(); // no reason for the process to live on
  const waiting = new Map<number, PromiseWithResolvers<Detected[]>>();
  let questions = 0;
  const fail = (error: unknown) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', ({ id, detected }: Answer) => {
    waiting.get(id)?.resolve(detected);
    waiting.delete(id);
  });
  worker.on('error', fail);
  const over = new Promise<void>((resolve) => {
    worker.once('exit', (code) => {
      fail(new Error(`The thread that tells languages ended (exit code ${code})`));
      resolve();
    });
  });
  return {
    detect(texts) {
      const question = Promise.withResolvers<Detected[]>();
      const id = questions++;
      waiting.set(id, question);
      worker.postMessage({ id, texts });
      return question.promise;
    },
    end: () => worker.terminate(),
    over,
  };
}
