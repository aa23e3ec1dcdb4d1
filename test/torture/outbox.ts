import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const LONGEST_WAIT_MS = 120_000;

const Count = z.object({ waiting: z.number() });

/** Lets everything that waits go out at the next start, as if hours had passed. Only while no bot runs. */
export function hurry(dataDir: string): void {
  const database = open(dataDir);
  database.exec("update outbox set not_before = 0, leased_until = 0 where state = 'waiting'");
  database.close();
}

/** Resolves once no answer waits in the bot's outbox; false when that takes longer than two minutes. */
export async function delivered(dataDir: string): Promise<boolean> {
  const giveUpAt = performance.now() + LONGEST_WAIT_MS;
  const database = open(dataDir);
  const count = database.prepare(
    "select count(*) as waiting from outbox where state = 'waiting' and kind = 'answer'",
  );
  try {
    while (performance.now() < giveUpAt) {
      if (Count.parse(count.get()).waiting === 0) return true;
      await pause(100);
    }
    return false;
  } finally {
    database.close();
  }
}

function open(dataDir: string) {
  return new DatabaseSync(join(dataDir, 'bot.sqlite'), { timeout: 5_000 });
}
