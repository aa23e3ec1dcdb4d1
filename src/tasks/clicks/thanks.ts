import { within } from '../../clock.ts';
import type { Actor } from '../../discord/interaction.ts';
import { choicesOf } from '../campaigns/choices.ts';
import type { Parts } from '../parts.ts';
import type { Given } from '../session/given.ts';
import type { StoredSession } from '../session/session.ts';
import type { Thanks } from '../show/sent.ts';

/** How long somebody is kept waiting to hear what is open. */
const OPEN_WORK_MS = 1_000;

/** What is said of an answer that was just given. What is open is not waited for long: it is only the next thing. */
export async function thanks(
  parts: Pick<Parts, 'openWork' | 'clock' | 'campaigns' | 'offers'>,
  actor: Actor,
  { lang, type, task }: StoredSession,
  given: Given,
): Promise<Thanks> {
  const { openWork, clock } = parts;
  const campaignId = task?.campaign?.id;
  openWork.took(actor, { lang, type, campaignId });
  const open = await within(clock, OPEN_WORK_MS, openWork.of(actor, lang, campaignId));
  return { given, open, choices: await choicesOf(parts, actor, campaignId) };
}
