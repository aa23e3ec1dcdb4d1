import type { Actor } from '../discord/interaction.ts';
import type { View } from '../discord/view.ts';
import { userOf } from '../oasst/discord-user.ts';
import { codes, isNothingOpen, NotUnderstood, OasstError } from '../oasst/errors.ts';
import type { TaskRequestType } from '../oasst/protocol.ts';
import type { Task } from '../oasst/tasks.ts';
import { mustBeOldEnough } from './account-age.ts';
import { choicesOf } from './campaigns/choices.ts';
import { openElsewhere } from './elsewhere.ts';
import { mustBeOffered, typesInTurn } from './offers.ts';
import { type Parts, wordsFor } from './parts.ts';
import { spend } from './quota.ts';
import { type Instead, termsCard } from './show/refusals.ts';
import { handBack } from './take.ts';
import type { TaskFilter } from './task-filter.ts';

/** A task, or what is open instead where there is none, or what its person is asked for before. */
export type Fetched =
  | { task: Task; instead?: undefined }
  | { task?: undefined; instead: Instead }
  | { task?: undefined; instead?: undefined; view: View };

/** A new task from the backend, of the type to begin with or else of that asked for; or why there is none. */
export async function fetchOrExplain(
  parts: Parts,
  actor: Actor,
  filter: TaskFilter,
  first: TaskRequestType,
): Promise<Fetched> {
  const words = wordsFor(parts, actor);
  mustBeOldEnough(parts, actor);
  mustBeOffered(await parts.offers(actor), filter, words);
  await spend(parts.quotas.tasks, actor, 'problem.rate_limited', words);
  try {
    return { task: await fetchFirst(parts, actor, filter, first) };
  } catch (error) {
    if (error instanceof NotUnderstood && error.taskId) await handBack(parts, actor, error.taskId);
    if (isNothingOpen(error)) return { instead: await insteadOf(parts, actor, filter) };
    if (error instanceof OasstError && error.code === codes.termsNotAccepted)
      return { view: termsCard(filter, words) };
    throw error;
  }
}

/** What there is to do instead: of another kind, or else in another language; and in other campaigns. */
async function insteadOf(parts: Parts, actor: Actor, { type, lang, campaign }: TaskFilter): Promise<Instead> {
  const counted = await parts.openWork.of(actor, lang, campaign?.id);
  // what was counted before the backend was told of a skip still has the type that has just come to nothing
  const here = counted && new Map([...counted].filter(([one]) => one !== type));
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
