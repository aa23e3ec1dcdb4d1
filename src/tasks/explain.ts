import { appealButton } from '../discord/appeal-button.ts';
import type { Audience } from '../discord/audience.ts';
import type { InteractionBase } from '../discord/interaction.ts';
import type { Reply } from '../discord/reply.ts';
import { type Size, sizeOf } from '../discord/text/text.ts';
import type { View } from '../discord/view.ts';
import { UserError } from '../locales/user-error.ts';
import { waitInWords } from '../locales/wait.ts';
import type { Translator, Words } from '../locales/words.ts';
import {
  codes,
  isAbsent,
  mayNot,
  NotUnderstood,
  OasstError,
  TooManyRequests,
  Unreachable,
} from '../oasst/errors.ts';
import { isStoreFault } from '../store/fault.ts';
import { ConsentNeeded } from './consent-needed.ts';
import { consentCard } from './show/consent.ts';
import { givenBack, ownWords } from './show/views.ts';

/**
 * Puts anything that was thrown into words: what happened, and what to do next. Who manages something reads what the backend
 * does not let the bot do. What somebody wrote into a form that came to nothing is given back to them.
 */
export function createExplain({ words: wordsFor }: Translator) {
  return (
    error: unknown,
    interaction: InteractionBase,
    reference: string,
    audience?: Audience,
  ): { reply: Reply; expected: boolean } => {
    const words = wordsFor(interaction.actor.locale);
    const written = interaction.written.filter((text) => text.trim() !== '').join('\n\n');
    const say = (text: string, expected: boolean) => ({
      reply: { as: 'message' as const, view: givenBack(text, written, words, []) },
      expected,
    });
    if (error instanceof ConsentNeeded) return { reply: asked(error, written, words), expected: true };
    if (error instanceof UserError) return say(words(error.key, error.values), true);
    if (error instanceof OasstError && error.code === codes.userDisabled) {
      const appeal = appealButton(words('button.appeal'));
      const view = givenBack(words('problem.banned', { button: appeal.label }), written, words, [appeal]);
      return { reply: { as: 'message', view }, expected: true };
    }
    const limit = audience && managing.has(audience) ? limitOf(error) : undefined;
    if (limit) return say(words(`problem.${limit}`), true);
    if (error instanceof OasstError) {
      const expected = error instanceof TooManyRequests || isAnswerToPerson(error.code);
      return say(explainBackend(error, words, reference), expected);
    }
    if (!isStoreFault(error)) return say(words('problem.ours', { reference }), false);
    return say(words(written ? 'problem.store_text' : 'problem.store', { reference }), false);
  };
}

const managing: ReadonlySet<Audience> = new Set<Audience>(['server_manager', 'moderator', 'owner']);

/** What the backend does not let the bot do for those who manage something: its key may not, or there is no such endpoint. */
function limitOf(error: unknown): 'key_may_not' | 'not_offered' | undefined {
  if (mayNot(error)) return 'key_may_not';
  return isAbsent(error) ? 'not_offered' : undefined;
}

/** The consent card; what was written meanwhile was not taken, and is given back below it. */
function asked({ filter, consent }: ConsentNeeded, written: string, words: Words): Reply {
  const card = consentCard(filter, words, consent);
  if (written === '') return { as: 'message', view: card };
  const kept = { description: words('consent.not_taken') };
  const embeds = [...card.embeds, kept];
  return {
    as: 'message',
    view: { ...card, embeds: [...embeds, ownWords(written, words, textOf(embeds))] },
  };
}

/** How much text there is in embeds that have no more than titles and descriptions. */
function textOf(embeds: View['embeds']): Size {
  return sizeOf(embeds.map(({ title = '', description = '' }) => title + description).join(''));
}

function explainBackend(error: OasstError, words: Words, reference: string): string {
  if (error instanceof TooManyRequests) return explainWait(error.retryAfter, words);
  if (error instanceof Unreachable) return words('problem.away', { reference });
  if (error instanceof NotUnderstood && error.taskId) return words('problem.unknown_task', { reference });
  if (error.code === codes.tooManyPendingTasks) return words('problem.pending');
  if (mayNot(error)) return words('problem.key', { reference });
  return words('problem.backend', { reference });
}

function isAnswerToPerson(code: number | undefined): boolean {
  return code === codes.tooManyPendingTasks;
}

function explainWait(seconds: number | undefined, words: Words): string {
  if (seconds === undefined) return words('problem.rate_limited_unknown');
  return words('problem.rate_limited', { wait: waitInWords(seconds, words) });
}
