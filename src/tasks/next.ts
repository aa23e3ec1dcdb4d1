import type { Actor } from '../discord/interaction.ts';
import { withNotes } from '../discord/notice.ts';
import type { Reply } from '../discord/reply.ts';
import { languageName } from '../locales/languages.ts';
import type { Words } from '../locales/words.ts';
import type { TaskRequestType } from '../oasst/protocol.ts';
import { hasten } from '../store/outbox-undo.ts';
import { setLanguage } from '../store/people.ts';
import { mustBeOldEnough } from './account-age.ts';
import { campaignName } from './campaigns/name.ts';
import { outOfClosed, scopeFor } from './campaigns/scope.ts';
import { fetchOrExplain } from './fetch.ts';
import { firstOf, lessonFor } from './first-of-kind.ts';
import { type Showing, show } from './lifecycle.ts';
import { offer, takingOver } from './offering.ts';
import { type Parts, wordsFor } from './parts.ts';
import { readConsent } from './read-consent.ts';
import { setRequested } from './session/change.ts';
import { readStanding, type Standing } from './session/in-hand.ts';
import type { Underway } from './session/read.ts';
import type { SessionFacts } from './session/session.ts';
import { isAnswerable } from './session/states.ts';
import { consentCard, hasConsented } from './show/consent.ts';
import { nothingToDo } from './show/refusals.ts';
import { take } from './take.ts';
import type { TaskFilter } from './task-filter.ts';

/**
 * The next task of somebody who asked for one of a type: in the language they chose just now, which is theirs from then
 * on, or else in their own. Before anything else they are asked for their consent.
 */
export async function begin(
  parts: Parts,
  actor: Actor,
  type: TaskRequestType,
  chosen?: string,
  as: Showing = 'message',
): Promise<Reply> {
  const standing = await readStanding(parts.db, actor.id, parts.clock.now());
  const { person } = standing;
  const { filter, note } = await scopeFor(parts, actor, person, type, chosen);
  if (!hasConsented(person)) {
    mustBeOldEnough(parts, actor); // nobody agrees to what they are not let do
    return { as, view: consentCard(filter, wordsFor(parts, actor), await readConsent(parts, actor, person)) };
  }
  if (chosen && chosen !== person?.lang) await setLanguage(parts.db, actor.id, chosen);
  return await give(parts, actor, filter, as, standing, { chosen, note });
}

/**
 * Gives a person something to do: an answer of theirs that came back, else the task they have open, else a new one
 * from the backend, stored before it is shown. A skip or an answer that could still be taken back goes out first, because
 * the backend would hand out the same task again.
 */
export async function next(
  parts: Parts,
  actor: Actor,
  { type, lang }: TaskFilter,
  as: Showing,
): Promise<Reply> {
  const standing = await readStanding(parts.db, actor.id, parts.clock.now());
  const { filter, note } = await scopeFor(parts, actor, standing.person, type, lang);
  return await give(parts, actor, filter, as, standing, { note });
}

type Asked = { chosen?: string | undefined; note?: string | undefined };

/** What somebody gets; of examples that they were offered before, one line is left. */
async function give(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  as: Showing,
  standing: { person: Standing; underway: readonly Underway[] },
  asked: Asked,
): Promise<Reply> {
  const reply = await giveOne(parts, actor, filter, as, standing, asked);
  return takingOver(parts, actor, standing.person?.lessonOffer, reply);
}

async function giveOne(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  as: Showing,
  { person, underway: all }: { person: Standing; underway: readonly Underway[] },
  { chosen, note }: Asked,
): Promise<Reply> {
  let waiting = all.find(isWaiting);
  if (!waiting) {
    const { type, lesson } = await firstOf(parts, actor, filter, person);
    if (lesson) return offer(parts, actor, lesson, filter, { as, note });
    waiting = await waitingOf(parts, actor, all);
    if (!waiting) return await fetchNew(parts, actor, filter, as, { type, person, chosen, note });
  }
  const { session } = waiting;
  const words = wordsFor(parts, actor);
  const other = filter.type !== 'random' && filter.type !== session.type;
  if (other) await setRequested(parts.db, session.taskId, filter.type);
  const { campaign } = filter;
  const isElsewhere = campaign !== undefined && session.task?.campaign?.id !== campaign.id;
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(isElsewhere ? [words('campaign.after_this', { name: campaignName(campaign) })] : []),
    ...(other ? [words('card.still_open')] : []),
    ...(chosen && chosen !== session.lang ? [otherLanguage(session.lang, chosen, other, words)] : []),
  ];
  return await show(parts, waiting, words, as, joined(notes));
}

function otherLanguage(lang: string, chosen: string, isSaidOpen: boolean, words: Words): string {
  const [language = lang, next = chosen] = [lang, chosen].map((one) => languageName(one, words.locale));
  return isSaidOpen
    ? words('card.next_language', { next })
    : words('card.still_language', { language, next });
}

/**
 * What somebody has to be shown before they get anything new, out of all that they have in hand. Where there is nothing,
 * what they can still take back goes out first, and an answer that is refused then comes before anything new as well.
 */
export async function waitingOf(
  parts: Parts,
  { id }: Actor,
  all: readonly Underway[],
): Promise<Underway | undefined> {
  const waiting = all.find(isWaiting);
  if (waiting) return waiting;
  for (const { session } of all) await sendNow(parts, session);
  if (!all.some(({ session }) => session.state === 'sending')) return undefined;
  return (await readStanding(parts.db, id, parts.clock.now())).underway.find(isWaiting);
}

function isWaiting({ session }: Underway): boolean {
  return isAnswerable(session.state);
}

/** Lets a skip or an answer go out that could still be taken back, and waits for that. */
async function sendNow(parts: Parts, { taskId, state }: SessionFacts): Promise<void> {
  const kind = state === 'skipping' ? 'nack' : 'answer';
  if (!(await hasten(parts.db, taskId, kind, parts.clock.now()))) return;
  parts.awaited.set(taskId, false); // its person goes on from its card
  try {
    await parts.delivery.deliver(taskId);
  } finally {
    parts.awaited.delete(taskId);
  }
}

type First = Asked & { type: TaskRequestType; person: Standing };

async function fetchNew(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  as: Showing,
  first: First,
): Promise<Reply> {
  const fetched = await fetchOrExplain(parts, actor, filter, first.type);
  const { task } = fetched;
  if (!task) {
    const outside = fetched.instead && (await outOfClosed(parts, actor, first.person, filter, first.chosen));
    if (outside) return await fetchNew(parts, actor, outside.filter, as, { ...first, note: outside.note });
    const view = fetched.instead
      ? nothingToDo(filter, wordsFor(parts, actor), fetched.instead)
      : fetched.view;
    return { as, view: withNotes(view, first.note === undefined ? [] : [first.note]) };
  }
  return await take(parts, actor, filter, task, as, { note: first.note, lesson: lessonFor(first, task) });
}

function joined(notes: readonly string[]): string | undefined {
  return notes.length > 0 ? notes.join('\n') : undefined;
}
