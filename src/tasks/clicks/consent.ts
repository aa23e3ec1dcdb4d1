import { controlId, NO_TASK } from '../../discord/control-id.ts';
import type { Action, Answer, Turn } from '../../discord/turn.ts';
import type { View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { giveConsent, meetPerson, type Person, setLanguage } from '../../store/people.ts';
import { next } from '../lifecycle.ts';
import { type Parts, userOf } from '../parts.ts';
import { spend } from '../quota.ts';
import { Said } from '../said.ts';
import { notice } from '../show/views.ts';
import { readWish, type Wish, wishArgument } from '../wish.ts';

/** Rises when the meaning of the consent text changes: then everybody is asked again. */
export const CONSENT_VERSION = 1;

/** Whether somebody has agreed to the consent text as it is now. */
export function hasConsented(person: Person | undefined): boolean {
  return person?.consent_version === CONSENT_VERSION;
}

/** What taking part means, before anything is kept or asked for. */
export function consentCard(wish: Wish, words: Words): View {
  const text = ['consent.text', 'consent.points', 'consent.ask'] as const;
  const agree = controlId('agree', NO_TASK, wishArgument(wish));
  return notice(
    text.map((key) => words(key)).join('\n\n'),
    [
      { label: words('button.agree'), id: agree, style: 'success' },
      { label: words('button.decline'), id: controlId('decline') },
    ],
    words('consent.title'),
  );
}

/** The buttons of the consent card, and of the backend's own terms. */
export function agreeing(parts: Parts): Action[] {
  async function agree({ visitor, argument }: Turn): Promise<Answer> {
    const wish = readWish(argument);
    if (!wish) throw new Said('problem.outdated');
    const now = parts.clock.now();
    await meetPerson(parts.db, visitor, now);
    await setLanguage(parts.db, visitor.id, wish.lang);
    await giveConsent(parts.db, visitor.id, CONSENT_VERSION, now);
    return await next(parts, visitor, wish, 'update');
  }

  async function acceptTerms({ visitor, argument }: Turn): Promise<Answer> {
    const wish = readWish(argument);
    if (!wish) throw new Said('problem.outdated');
    const words = parts.translator.words(visitor.locale);
    spend(parts.quotas.tasks, visitor, 'problem.rate_limited', words);
    try {
      await parts.oasst.acceptTerms(userOf(visitor));
    } catch (error) {
      parts.log.warn({ err: error, person: visitor.id }, 'terms could not be accepted');
      throw new Said('terms.refused');
    }
    return await next(parts, visitor, wish, 'update');
  }

  async function decline({ visitor }: Turn): Promise<Answer> {
    return { as: 'update', view: notice(parts.translator.words(visitor.locale)('consent.declined')) };
  }

  return [
    { name: 'agree', patience: 'update', run: agree },
    { name: 'terms', patience: 'update', run: acceptTerms },
    { name: 'decline', patience: 'update', run: decline },
  ];
}
