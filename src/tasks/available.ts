import type { Actor } from '../discord/interaction.ts';
import type { Reply } from '../discord/reply.ts';
import type { Campaign } from '../oasst/campaigns.ts';
import { findPerson } from '../store/people.ts';
import { choicesOf } from './campaigns/choices.ts';
import { scopeFor } from './campaigns/scope.ts';
import { openElsewhere } from './elsewhere.ts';
import type { Showing } from './lifecycle.ts';
import { type Parts, wordsFor } from './parts.ts';
import { readConsent } from './read-consent.ts';
import { availableView } from './show/available.ts';
import { consentCard, hasConsented } from './show/consent.ts';

/**
 * What is open for somebody, in a language or in their own. The backend learns who asks, so their consent comes first, as
 * before a task.
 */
export async function showAvailable(
  parts: Parts,
  actor: Actor,
  as: Showing,
  wanted?: string,
): Promise<Reply> {
  const person = await findPerson(parts.db, actor.id);
  const chooser = person && { lang: person.lang, campaignId: person.campaign_id };
  const { filter, note } = await scopeFor(parts, actor, chooser, 'random', wanted);
  const { lang, campaign } = filter;
  const words = wordsFor(parts, actor);
  if (!hasConsented(person))
    return {
      as,
      view: consentCard({ ...filter, isList: true }, words, await readConsent(parts, actor, person)),
    };
  const here = await parts.openWork.of(actor, lang, campaign?.id);
  const elsewhere = here ? await openElsewhere(parts, actor, lang, campaign) : [];
  const choices = await choicesOf(parts, actor, campaign?.id);
  const told = campaign && (await withProgress(parts, campaign));
  return { as, view: availableView({ lang, here, elsewhere, choices, campaign: told, note }, words) };
}

/** The campaign with how far it is, where the backend says so just now. */
async function withProgress({ oasst, log }: Parts, campaign: Campaign): Promise<Campaign> {
  try {
    const all = await oasst.campaigns.list({ progress: true });
    return all?.find(({ id }) => id === campaign.id) ?? campaign;
  } catch (error) {
    log.info({ err: error }, 'the progress of a campaign could not be read');
    return campaign;
  }
}
