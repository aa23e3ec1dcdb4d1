import type { Actor } from '../discord/interaction.ts';
import { notice } from '../discord/notice.ts';
import type { Reply } from '../discord/reply.ts';
import type { View } from '../discord/view.ts';
import { languageName } from '../locales/languages.ts';
import { lessonOf } from '../locales/lesson-of.ts';
import { UserError } from '../locales/user-error.ts';
import type { Words } from '../locales/words.ts';
import { userOf } from '../oasst/discord-user.ts';
import { codes, isNothingOpen, NotUnderstood, OasstError } from '../oasst/errors.ts';
import type { TaskRequestType } from '../oasst/protocol.ts';
import type { Task } from '../oasst/tasks.ts';
import { askErasure } from '../store/erasures.ts';
import { markLesson } from '../store/lessons.ts';
import { enqueue, hasten } from '../store/outbox.ts';
import { findPerson, setLanguage } from '../store/people.ts';
import { mustBeOldEnough } from './account-age.ts';
import { choicesOf } from './campaigns/choices.ts';
import { campaignName } from './campaigns/name.ts';
import { scopeFor } from './campaigns/scope.ts';
import { openElsewhere } from './elsewhere.ts';
import { firstOf, hadIt } from './first-of-kind.ts';
import { kindOf } from './kinds.ts';
import { unaskable } from './labels/pages.ts';
import { type Card, nackOf, type Showing, show } from './lifecycle.ts';
import { mustBeOffered, typesInTurn } from './offers.ts';
import { inBackground, type Parts, wordsFor } from './parts.ts';
import { spend } from './quota.ts';
import { readConsent } from './read-consent.ts';
import { giveUpUnseen, type NewSession, openSession, setRequested } from './session/change.ts';
import { readStanding, type Standing } from './session/in-hand.ts';
import { listUnderway, type Underway } from './session/read.ts';
import type { SessionFacts, StoredSession } from './session/session.ts';
import { isAnswerable } from './session/states.ts';
import { consentCard, hasConsented } from './show/consent.ts';
import { lessonOffer } from './show/lesson-offer.ts';
import { type Instead, nothingToDo, termsCard } from './show/refusals.ts';
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
    return { as, view: consentCard(filter, wordsFor(parts, actor), await readConsent(parts, actor)) };
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

async function give(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  as: Showing,
  { person, underway: all }: { person: Standing; underway: readonly Underway[] },
  { chosen, note }: { chosen?: string | undefined; note?: string | undefined },
): Promise<Reply> {
  let waiting = all.find(isWaiting);
  if (!waiting) {
    const { type, lesson } = await firstOf(parts, actor, filter, person);
    if (lesson) return { as, view: lessonOffer(lesson, filter, wordsFor(parts, actor)) };
    waiting = await waitingOf(parts, actor, all);
    if (!waiting) return await fetchNew(parts, actor, filter, as, { type, person, note });
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
    ...(chosen && chosen !== session.lang ? [otherLanguage(session.lang, chosen, words)] : []),
  ];
  return await show(parts, waiting, words, as, joined(notes));
}

function otherLanguage(lang: string, chosen: string, words: Words): string {
  const [language, next] = [lang, chosen].map((one) => languageName(one, words.locale));
  return words('card.still_language', { language: language ?? lang, next: next ?? chosen });
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

/** Hands a task back for good, through the outbox, so that it is not blocked for others. */
export async function handBack(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  await enqueue(parts.db, nackOf(actor, taskId), parts.clock.now());
  inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

async function fetchNew(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  as: Showing,
  first: { type: TaskRequestType; person: Standing; note: string | undefined },
): Promise<Reply> {
  const news = first.note === undefined ? [] : [first.note];
  const { task, view } = await fetchOrExplain(parts, actor, filter, first.type);
  if (!task) {
    const above = news.flatMap((note) => notice(note).embeds);
    return { as, view: { ...view, embeds: [...above, ...view.embeds] } };
  }
  const lesson = first.type === 'random' ? lessonOf(task.type) : undefined;
  const isNews = lesson !== undefined && !hadIt(first.person, lesson);
  const notes = [...news, ...(isNews ? [wordsFor(parts, actor)('tutorial.first')] : [])];
  if (isNews) await markLesson(parts.db, actor.id, lesson); // it is said once
  return await take(parts, actor, filter, task, as, joined(notes));
}

function joined(notes: readonly string[]): string | undefined {
  return notes.length > 0 ? notes.join('\n') : undefined;
}

/** A new task from the backend, of the type to begin with or else of that asked for; or why there is none. */
export async function fetchOrExplain(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  first: TaskRequestType,
): Promise<{ task: Task; view?: undefined } | { task?: undefined; view: View }> {
  const words = wordsFor(parts, actor);
  mustBeOldEnough(parts, actor);
  mustBeOffered(await parts.offers(actor), filter, words);
  spend(parts.quotas.tasks, actor, 'problem.rate_limited', words);
  try {
    return { task: await fetchFirst(parts, actor, filter, first) };
  } catch (error) {
    if (error instanceof NotUnderstood && error.taskId) await handBack(parts, actor, error.taskId);
    if (isNothingOpen(error))
      return { view: nothingToDo(filter, words, await insteadOf(parts, actor, filter)) };
    if (error instanceof OasstError && error.code === codes.termsNotAccepted)
      return { view: termsCard(filter, words) };
    throw error;
  }
}

/** What there is to do instead: of another kind, or else in another language; and in other campaigns. */
async function insteadOf(parts: Parts, actor: Actor, { lang, campaign }: TaskFilter): Promise<Instead> {
  const here = await parts.openWork.of(actor, lang, campaign?.id);
  const choices = await choicesOf(parts, actor, campaign?.id);
  if (here?.size !== 0) return { here, choices };
  return { elsewhere: await openElsewhere(parts, actor, lang, campaign), choices };
}

/** A task of the type that comes first for somebody, or else of what they asked for. */
async function fetchFirst(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  first: TaskRequestType,
): Promise<Task> {
  if (first === filter.type) return await fetchOffered(parts, actor, filter);
  try {
    return await fetchTask(parts, actor, { ...filter, type: first });
  } catch (error) {
    if (!isNothingOpen(error)) throw error;
    return await fetchOffered(parts, actor, filter);
  }
}

/** A task of any kind is one of those that are offered where its person is. */
async function fetchOffered(parts: Parts, actor: Actor, filter: TaskFilter): Promise<Task> {
  const offer = await parts.offers(actor);
  if (filter.type !== 'random' || offer.kinds.length === 0) return await fetchTask(parts, actor, filter);
  const open = await parts.openWork.of(actor, filter.lang, filter.campaign?.id);
  const [first, ...others] = typesInTurn(offer, (type) => open === undefined || open.has(type));
  return await fetchAny(parts, actor, filter, first ?? offer.kinds[0] ?? filter.type, others);
}

/** A task of a type, or else of the first of the others that has one. */
async function fetchAny(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  type: TaskRequestType,
  others: readonly TaskRequestType[],
): Promise<Task> {
  try {
    return await fetchTask(parts, actor, { ...filter, type });
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || !isNothingOpen(error)) throw error;
    return await fetchAny(parts, actor, filter, next, rest);
  }
}

/** Right after a prompt was accepted a backend may say "nothing" once too often, so it is asked twice. */
async function fetchTask(
  { oasst }: Parts,
  actor: Actor,
  { type, lang, campaign }: TaskFilter,
): Promise<Task> {
  const user = userOf(actor);
  const where = { lang, campaign: campaign?.id };
  try {
    return await oasst.fetchTask(type, user, where);
  } catch (error) {
    if (!isNothingOpen(error)) throw error;
    return await oasst.fetchTask(type, user, where);
  }
}

/** Keeps a fetched task, and shows it; hands it back when it cannot be shown, or another was quicker. */
export async function take(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  task: Task,
  as: Showing,
  note?: string,
): Promise<Card> {
  if (!kindOf(task.type).canShow(task)) {
    await handBack(parts, actor, task.id);
    throw new NotUnderstood(`Task ${task.id} of type ${task.type} cannot be shown`, {
      request: { method: 'POST', path: '/api/v1/tasks/' },
      taskId: task.id,
      taskType: task.type,
    });
  }
  noteOddLabels(parts, task);
  const now = parts.clock.now();
  const { type: requested, lang } = filter;
  const fresh = { personId: actor.id, task, requested, lang, expiresAt: now + parts.rules.taskValidityMs };
  const session = await keep(parts, actor, fresh, now);
  const words = wordsFor(parts, actor);
  if (!session) {
    const [open] = await listUnderway(parts.db, actor.id, ['open']);
    // the very task we hold means that the backend gave it out twice
    if (open?.session.taskId !== task.id) await handBack(parts, actor, task.id);
    if (!open) throw new UserError('problem.done');
    return await show(parts, open, words, as, note);
  }
  const card = await show(parts, { session, stored: undefined, isNew: true }, words, as, note);
  return { ...card, unseen: () => cardUnseen(parts, actor, task.id) };
}

/** Keeps a task that was just handed out; hands it back past the outbox when the database takes nothing. */
async function keep(
  parts: Parts,
  actor: Actor,
  fresh: NewSession,
  now: number,
): Promise<StoredSession | undefined> {
  try {
    return await openSession(parts.db, fresh, now);
  } catch (error) {
    inBackground(parts, 'nack', parts.oasst.nackTask(fresh.task.id, userOf(actor)));
    inBackground(parts, 'erasure', forgetAgain(parts, actor, now));
    throw error;
  }
}

/** Somebody who was forgotten while a task was on its way to them was met by the backend just then. */
async function forgetAgain({ db }: Parts, { id }: Actor, now: number): Promise<void> {
  if (!(await findPerson(db, id))) await askErasure(db, id, 'erase', now);
}

/** A task that its person never got to see does not block others, unless they have seen it in the meantime. */
async function cardUnseen(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  const now = parts.clock.now();
  const given = await parts.db.transaction().execute(async (tx) => {
    if (!(await giveUpUnseen(tx, taskId, now))) return false;
    await enqueue(tx, nackOf(actor, taskId), now);
    return true;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

function noteOddLabels({ log }: Parts, task: Task) {
  if (!('labels' in task)) return;
  for (const { name, widget } of unaskable(task)) {
    log.warn({ task: task.id, label: name, widget }, 'a label is left out: its widget is unknown');
  }
}
