import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { languageFor } from '../../locales/languages.ts';
import { hasten } from '../../store/outbox.ts';
import { findPerson } from '../../store/people.ts';
import { moveSession, readSession } from '../../store/sessions.ts';
import { next, ownSession } from '../lifecycle.ts';
import type { Parts } from '../parts.ts';
import { consentCard, hasConsented } from '../show/consent.ts';
import { isActive } from '../show/ended.ts';
import { notice } from '../show/views.ts';
import { readType } from '../task-query.ts';
import { taskAction } from './task-action.ts';

/** The buttons after a task: another one, or enough for now. */
export const moving = [
  taskAction('next', 'message', another),
  taskAction('told', 'message', onward),
  taskAction('stop', 'update', stop),
];

/** A skip that could still be taken back goes out first: whoever wants the next task has made up their mind. */
async function another({ actor, subject, argument }: ActionInteraction, parts: Parts): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  const person = await findPerson(parts.db, actor.id);
  const query = { type: readType(argument), lang: person?.lang ?? languageFor(actor.locale) };
  if (!hasConsented(person)) return { as: 'message', view: consentCard(query, words) };
  const before = await readSession(parts.db, subject);
  if (before?.personId === actor.id) {
    const now = parts.clock.now();
    await hasten(parts.db, subject, now);
    await parts.delivery.deliver(subject);
  }
  return await next(parts, actor, query, 'message');
}

/** The one below an answer that came back without remedy: its author has been told. */
async function onward(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const now = parts.clock.now();
  if (!isActive(session, now)) await moveSession(parts.db, session.taskId, ['returned'], 'gone', now);
  return await another(interaction, parts);
}

async function stop({ actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  return { as: 'update', view: notice(parts.translator.words(actor.locale)('stopped')) };
}
