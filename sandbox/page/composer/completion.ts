import type { ActResult } from '../../view.ts';
import type { Choice } from './commands.ts';

const PAUSE_MS = 180;

/** Asks the bot for choices while somebody types: after a pause, and only the latest question counts. */
export function completion(found: (choices: Choice[]) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  return (ask: () => Promise<ActResult>) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      latest += 1;
      const mine = latest;
      const answer = await ask();
      if (mine !== latest || !answer.ok) return;
      found((answer.choices ?? []).map(({ name, value }) => ({ label: name, value: String(value) })));
    }, PAUSE_MS);
  };
}
