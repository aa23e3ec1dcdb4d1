import { Pool } from 'undici';
import { type BackendProcess, KEY, startBackend } from '../support/backend-process.ts';
import { usageOf } from '../support/process-usage.ts';

/** `times` is how often it was asked until an answer came: more than once when the backend died meanwhile. */
export type Answer = { status: number; body: unknown; times: number };

/** A backend that dies and comes back on the same data. */
export type Mortal = {
  /** Posts something; when the connection ends without an answer, the same again once the backend is back. */
  ask(path: string, body: object): Promise<Answer>;
  /** Ends it by SIGKILL, whatever it is doing, and starts it again. */
  kill(): Promise<void>;
  /** Stops it in order, and gives its exit code. */
  stop(): Promise<number | null>;
  figures(): Figures;
};

/** What all its lives have used together: processor time in ms, memory at most in MB, time to start in ms. */
export type Figures = { kills: number; cpuMs: number; peak: number; startMs: number[] };

type Life = { process: BackendProcess; pool: Pool; isDoomed: boolean };

const headers = { 'content-type': 'application/json', 'x-api-key': KEY };

export type MortalOptions = { folder: string; settings: readonly string[]; connections: number };

/** Starts it. */
export async function mortalBackend({ folder, settings, connections }: MortalOptions): Promise<Mortal> {
  const figures: Figures = { kills: 0, cpuMs: 0, peak: 0, startMs: [] };
  let life = born();
  await life;

  async function born(): Promise<Life> {
    const begun = performance.now();
    const process = await startBackend(folder, settings);
    figures.startMs.push(performance.now() - begun);
    return { process, pool: new Pool(process.url, { connections }), isDoomed: false };
  }

  async function endOf(current: Life, signal: 'SIGTERM' | 'SIGKILL') {
    const { cpuMs, peak } = await usageOf(current.process.pid);
    figures.cpuMs += cpuMs;
    figures.peak = Math.max(figures.peak, peak);
    current.isDoomed = true;
    const code = await current.process.end(signal);
    await current.pool.destroy();
    return code;
  }

  return {
    async ask(path, body) {
      const payload = JSON.stringify(body);
      for (let times = 1; ; times += 1) {
        const current = await life;
        try {
          const request = { method: 'POST', path: `/api/v1${path}`, headers, body: payload } as const;
          const response = await current.pool.request(request);
          const text = await response.body.text();
          return { status: response.statusCode, body: text === '' ? undefined : JSON.parse(text), times };
        } catch (error) {
          if (!current.isDoomed) throw error;
        }
      }
    },
    async kill() {
      const current = await life;
      figures.kills += 1;
      life = endOf(current, 'SIGKILL').then(born);
      await life;
    },
    async stop() {
      return await endOf(await life, 'SIGTERM');
    },
    figures: () => figures,
  };
}
