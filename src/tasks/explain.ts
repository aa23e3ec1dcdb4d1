import type { Answer, Visitor } from '../discord/turn.ts';
import type { Translator, Words } from '../locales/words.ts';
import { codes, NotUnderstood, OasstError, TooManyRequests, Unreachable } from '../oasst/errors.ts';
import { Said } from './said.ts';
import { notice } from './show/views.ts';

/** Puts anything that was thrown into words: what happened, and what to do next. */
export function createExplain({ words: wordsFor }: Translator) {
  return (error: unknown, visitor: Visitor, reference: string): { answer: Answer; expected: boolean } => {
    const words = wordsFor(visitor.locale);
    const say = (text: string, expected: boolean) => ({
      answer: { as: 'message' as const, view: notice(text) },
      expected,
    });
    if (error instanceof Said) return say(words(error.key, error.values), true);
    if (error instanceof OasstError) {
      const expected = error instanceof TooManyRequests || isAnswerToPerson(error.code);
      return say(explainBackend(error, words, reference), expected);
    }
    return say(words('problem.ours', { reference }), false);
  };
}

function explainBackend(error: OasstError, words: Words, reference: string): string {
  if (error instanceof TooManyRequests) return explainWait(error.retryAfter, words);
  if (error instanceof Unreachable) return words('problem.away', { reference });
  if (error instanceof NotUnderstood && error.taskId) return words('problem.unknown_task', { reference });
  if (error.code === codes.userDisabled) return words('problem.banned');
  if (error.code === codes.tooManyPendingTasks) return words('problem.pending');
  if (error.status === 401 || error.status === 403) return words('problem.key', { reference });
  return words('problem.backend', { reference });
}

function isAnswerToPerson(code: number | undefined): boolean {
  return code === codes.userDisabled || code === codes.tooManyPendingTasks;
}

function explainWait(seconds: number | undefined, words: Words): string {
  if (seconds === undefined) return words('problem.rate_limited_unknown');
  const [value, unit] = seconds < 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  const wait = new Intl.NumberFormat(words.locale, { style: 'unit', unit, unitDisplay: 'long' });
  return words('problem.rate_limited', { wait: wait.format(Math.max(1, Math.ceil(value))) });
}
