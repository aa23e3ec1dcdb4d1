import type { Action, Answer, Turn } from '../../discord/turn.ts';
import { languageFor } from '../../locales/languages.ts';
import { hasten } from '../../store/outbox.ts';
import { findPerson } from '../../store/people.ts';
import { moveSession, readSession } from '../../store/sessions.ts';
import { next, ownSession } from '../lifecycle.ts';
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
      await hasten(parts.db, turn.task, now);
      await parts.delivery.deliver(turn.task);
    }
    return await next(parts, visitor, wish, 'message');
  }

  /** The one below an answer that came back without remedy: its author has been told. */
  async function onward(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const now = parts.clock.now();
    if (!isActive(session, now)) await moveSession(parts.db, session.taskId, ['returned'], 'gone', now);
    return await another(turn);
  }

  async function stop(turn: Turn): Promise<Answer> {
    return { as: 'update', view: notice(parts.translator.words(turn.visitor.locale)('stopped')) };
  }

  return [
    { name: 'next', patience: 'message', run: another },
    { name: 'told', patience: 'message', run: onward },
    { name: 'stop', patience: 'update', run: stop },
  ];
}
