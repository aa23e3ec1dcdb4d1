import type { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';

/** What a server owes to whoever has asked it. */
export type Answers = {
  /** From now on each answer ends its connection. */
  letGo(): void;
  /** Resolves when nobody waits for an answer. */
  answered(): Promise<void>;
};

/** Watches the answers of a server, from before it is asked for the first time. */
export function watchAnswers(server: EventEmitter): Answers {
  let owed = 0;
  let isLettingGo = false;
  let waiting: (() => void)[] = [];
  server.prependListener('request', (_request, response: ServerResponse) => {
    owed += 1;
    if (isLettingGo) response.setHeader('connection', 'close');
    response.once('close', () => {
      owed -= 1;
      if (owed > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  });
  return {
    letGo() {
      isLettingGo = true;
    },
    answered: () => new Promise((resolve) => void (owed === 0 ? resolve() : waiting.push(resolve))),
  };
}
