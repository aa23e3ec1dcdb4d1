import { within } from '../../clock.ts';
import type { Actor } from '../../discord/interaction.ts';
import type { Whereabouts } from '../../store/cards.ts';
import { choicesOf } from '../campaigns/choices.ts';
import type { Parts } from '../parts.ts';
import { type Given, readGiven } from '../session/given.ts';
import type { StoredSession } from '../session/session.ts';
import type { Thanks } from './sent.ts';

/** How long somebody is kept waiting to hear what is open. */
const OPEN_WORK_MS = 1_000;

type ThanksParts = Pick<Parts, 'openWork' | 'clock' | 'campaigns' | 'offers'>;

/** What is said of an answer that was just given. What is open is not waited for long: it is only the next thing. */
export async function thanks(
  parts: ThanksParts,
  actor: Pick<Actor, 'id' | 'name' | 'guildId' | 'roles'>,
  { lang, type, task }: StoredSession,
  given: Given,
): Promise<Thanks> {
  parts.openWork.took(actor, { lang, type, campaignId: task?.campaign?.id });
  return await thanksFor(parts, actor, { lang, task }, given);
}

/** The same later on, of an answer that has been counted. */
export async function thanksAgain(
  parts: ThanksParts & Pick<Parts, 'db'>,
  { guildId, roles }: Whereabouts,
  { personId, taskId, lang, task }: StoredSession,
): Promise<Thanks> {
  const told = await readGiven(parts.db, taskId, parts.clock.now());
  if (!told) return {};
  const actor = { id: personId, name: told.name, guildId, roles };
  return await thanksFor(parts, actor, { lang, task }, told.given);
}

async function thanksFor(
  parts: ThanksParts,
  actor: Pick<Actor, 'id' | 'name' | 'guildId' | 'roles'>,
  { lang, task }: Pick<StoredSession, 'lang' | 'task'>,
  given: Given,
): Promise<Thanks> {
  const campaignId = task?.campaign?.id;
  const { openWork, clock } = parts;
  const open = await within(clock, OPEN_WORK_MS, openWork.of(actor, lang, campaignId));
  return { given, open, choices: await choicesOf(parts, actor, campaignId) };
}
