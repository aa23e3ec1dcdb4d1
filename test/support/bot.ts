import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Person } from '../../sandbox/driver.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { startBot } from '../../src/bot.ts';
import { OasstClient } from '../../src/oasst/client.ts';
import { type TestClock, testClock } from './clock.ts';
import { memoryDatabase } from './database.ts';
import { type ScriptedBackend, scriptedBackend } from './scripted-backend.ts';

export type Scene = {
  sandbox: Sandbox;
  backend: ScriptedBackend;
  clock: TestClock;
  /** Somebody who has already agreed to take part. */
  contributor(name: string, locale?: string): Promise<Person>;
  /** Ends the bot as a crash would, without a word, and starts a new one on the same database. */
  restart(): Promise<void>;
  /** Every line the bot has logged. */
  logged: string[];
};

/**
 * The whole bot, wired as in production, in a sandbox, before a backend that does as the test says. The application
 * belongs to `Owner`.
 */
export async function botWith(tasks: object[] = []): Promise<Scene> {
  const clock = testClock(() => sandbox.clock.advance(0));
  const sandbox = await startSandbox({ now: clock.now, people: [{ name: 'Owner', admin: true }] });
  const backend = scriptedBackend(tasks);
  const db = await memoryDatabase();
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => logged.push(line) });
  let nonces = 0;
  const start = () =>
    startBot({
      discord: { token: sandbox.token, api: sandbox.apiUrl },
      ownerIds: [],
      db,
      oasst: new OasstClient({ url: 'http://backend.test', key: 'key', fetch: backend.fetch }),
      clock,
      random: () => 0.5,
      nonce: () => {
        nonces += 1;
        return String(nonces);
      },
      observer: { answered() {} },
      log,
    });
  let bot = await start();
  onTestFinished(async () => {
    await bot.stop(0);
    await db.destroy();
    await sandbox.close();
  });

  return {
    sandbox,
    backend,
    clock,
    logged,
    async contributor(name, locale = 'en-US') {
      const person = sandbox.person(name, { locale });
      await person.command('task');
      await person.click('I agree');
      return person;
    },
    async restart() {
      await bot.leave();
      bot = await start();
    },
  };
}
