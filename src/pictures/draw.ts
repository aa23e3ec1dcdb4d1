import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** Makes PNG of SVG. */
export type Draw = (svg: string) => Promise<Uint8Array>;

/** How many pictures are remembered: those of a collection in each language, and the ones before. */
const MOST = 24;

/**
 * Draws off the main thread, each picture in a worker of its own, which takes the library's memory with it when it ends. A
 * picture that was drawn lately is not drawn again.
 */
export function createDraw(draw: Draw = inWorker): Draw {
  const known = new Map<string, Promise<Uint8Array>>();
  return (svg) => {
    const key = createHash('sha256').update(svg).digest('base64');
    const picture = known.get(key) ?? draw(svg);
    known.delete(key);
    known.set(key, picture); // the newest last
    picture.catch(() => known.delete(key));
    for (const [oldest] of known) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return picture;
  };
}

// beside what was built the worker is a file of its own, see deploy/build.ts
const WORKER = import.meta.url.endsWith('.ts') ? './worker.ts' : './picture-worker.mjs';

/** @throws Error when it cannot be drawn */
function inWorker(svg: string): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const worker = new Worker(new URL(WORKER, import.meta.url), { workerData: svg });
  worker.once('message', (png: Uint8Array) => resolve(png));
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The picture was not drawn (exit code ${code})`)));
  return promise;
}
