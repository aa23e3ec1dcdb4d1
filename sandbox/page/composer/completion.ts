import type { ActResult } from '../../view.ts';
import type { Choice } from './commands.ts';

const PAUSE_MS = 180;

/** Asks the bot for choices while somebody types: after a pause, and only the latest question counts. */
export type Completion = {
  ask(question: () => Promise<ActResult>): void;
  /** No answer is wanted any more. */
  stop(): void;
};

/** `answered` gets the choices of each question that still counts: none when the bot had no answer. */
export function completion(answered: (choices: Choice[]) => void): Completion {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  const stop = () => {
    clearTimeout(timer);
    latest += 1;
  };
  return {
    stop,
    ask(question) {
      stop();
      const mine = latest;
      timer = setTimeout(async () => {
        const answer = await question();
        if (mine !== latest) return;
        const choices = answer.ok ? (answer.choices ?? []) : [];
        answered(choices.map(({ name, value }) => ({ label: name, value: String(value) })));
      }, PAUSE_MS);
    },
  };
}
