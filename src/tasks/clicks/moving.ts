import type { Action, Answer, Turn } from '../../discord/turn.ts';
import { languageFor } from '../../locales/languages.ts';
import { hasten } from '../../store/outbox.ts';
import { findPerson } from '../../store/people.ts';
import { moveSession, readSession } from '../../store/sessions.ts';
import { next } from '../lifecycle.ts';
import type { Parts } from '../parts.ts';
import { isActive } from '../show/ended.ts';
import { notice } from '../show/views.ts';
import { readType } from '../wish.ts';
import { consentCard, hasConsented } from './consent.ts';

/** The buttons after a task: another one, or enough for now. */
export function moving(parts: Parts): Action[] {
  /** A skip that could still be taken back goes out first: whoever wants the next task has made up their mind. */
  async function another(turn: Turn): Promise<Answer> {
    const { visitor } = turn;
    const words = parts.translator.words(visitor.locale);
    const person = await findPerson(parts.db, visitor.id);
    const wish = { type: readType(turn.argument), lang: person?.lang ?? languageFor(visitor.locale) };
    if (!hasConsented(person)) return { as: 'message', view: consentCard(wish, words) };
    const before = await readSession(parts.db, turn.task);
    if (before?.personId === visitor.id) {
      const now = parts.clock.now();
      // the button stands below what came back, so it has been seen
      if (!isActive(before, now)) await moveSession(parts.db, turn.task, ['returned'], 'gone', now);
      await hasten(parts.db, turn.task, now);
      await parts.delivery.deliver(turn.task);
    }
    return await next(parts, visitor, wish, 'message');
  }

  async function stop(turn: Turn): Promise<Answer> {
    return { as: 'update', view: notice(parts.translator.words(turn.visitor.locale)('stopped')) };
  }

  return [
    { name: 'next', patience: 'message', run: another },
    { name: 'stop', patience: 'update', run: stop },
  ];
}
