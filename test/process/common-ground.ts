import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Person } from '../../sandbox/driver/person.ts';
import type { SandboxOptions } from '../../sandbox/server.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import { settingsFor } from '../support/bot-process.ts';
import { hasLearned } from '../support/learned.ts';
import { migratedPostgresUrl } from '../support/postgres.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

/** What processes of one bot share: a sandbox in real time, one PostgreSQL, and a backend on the network that has tasks of every type. */
export async function commonGround(options: SandboxOptions = {}) {
  const sandbox = await sandboxFor({ ...options, now: Date.now });
  const ticking = setInterval(() => sandbox.clock.advance(0), 50); // Discord's deadlines, as the processes are real ones
  onTestFinished(() => clearInterval(ticking));
  const backend = scriptedBackend();
  backend.always('tasks', (body) => {
    const { type } = z.object({ type: z.enum(taskTypes) }).parse(body);
    return Response.json({ ...samples[type], id: crypto.randomUUID() });
  });
  const url = await migratedPostgresUrl();
  const db = connectPostgres(url, () => {});
  onTestFinished(() => db.destroy());
  return {
    sandbox,
    backend,
    db,
    /** Settings that all of them have. */
    env: { ...(await settingsFor(sandbox, backend)), DATABASE_URL: url },
    /** Somebody who has had all lessons, and has not been asked yet whether they agree to take part. */
    async newcomer(name: string): Promise<Person> {
      const person = sandbox.person(name);
      await hasLearned(db, person);
      return person;
    },
  };
}

export type CommonGround = Awaited<ReturnType<typeof commonGround>>;
