import { isDeepStrictEqual } from 'node:util';
import type { Actor, CommandInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { inline } from '../../discord/text/inline.ts';
import { UserError } from '../../locales/user-error.ts';
import type { WordKey } from '../../locales/words.ts';
import { findCampaignNamed } from '../../oasst/campaign-names.ts';
import {
  CAMPAIGN_NAME_LIMIT,
  type Campaign,
  type CampaignOutcome,
  MOST_CAMPAIGNS,
  standingOf,
} from '../../oasst/campaigns.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { mayNot } from '../../oasst/errors.ts';
import { codePoints, hasVisible } from '../../text.ts';
import type { Desk } from '../desk.ts';
import type { CampaignsAtHand } from './campaigns-at-hand.ts';
import { campaignCard, campaignList } from './card.ts';
import { termsIn } from './terms.ts';

/** What `/campaign` works with. */
export type CampaignDesk = Pick<Desk, 'oasst' | 'translator' | 'clock'> & {
  campaigns: CampaignsAtHand;
};

/** So many campaigns are named where another was asked for. */
const MOST_NAMED = 20;
const NAME = { units: 80, bytes: 200 };
const fresh = {
  topic: '',
  languages: [],
  mix: null,
  goal: null,
  opens_at: null,
  closes_at: null,
  role: null,
};

/** `/campaign`: begins, lists, shows, changes and ends campaigns. Only owners see it. */
export async function campaign(interaction: CommandInteraction, desk: CampaignDesk): Promise<Reply> {
  const { subcommand, options, actor } = interaction;
  const { campaigns: client } = desk.oasst;
  if (subcommand === 'create') {
    const terms = { ...fresh, ...termsIn(interaction), name: nameIn(options.name) };
    return await told(desk, actor, client.create(userOf(actor), terms), 'campaign.created', 'message');
  }
  if (subcommand === 'list') {
    const words = desk.translator.words(actor.locale);
    return { as: 'message', view: campaignList(await allOf(desk), desk.clock.now(), words) };
  }
  const found = await named(desk, String(options.name));
  if (subcommand === 'show') return shown(desk, actor, found, 'message');
  if (subcommand === 'end')
    return await told(desk, actor, client.end(userOf(actor), found.id), 'campaign.ended', 'message');
  const renamed = options.new_name === undefined ? {} : { name: nameIn(options.new_name) };
  const changes = { ...termsIn(interaction, found.goal), ...renamed };
  if (isDeepStrictEqual({ ...found, ...changes }, found))
    return shown(desk, actor, found, 'message', 'campaign.unchanged');
  const answer = client.change(userOf(actor), found.id, changes);
  return await told(desk, actor, answer, 'campaign.changed', 'message');
}

/** All campaigns with how far they are. @throws UserError from a backend that has none */
export async function allOf({ oasst }: Pick<CampaignDesk, 'oasst'>): Promise<Campaign[]> {
  return await offered(oasst.campaigns.list({ progress: true }));
}

/** @throws UserError from a backend that has no campaigns, or none for our key */
async function offered<T>(answer: Promise<T | undefined>): Promise<T> {
  try {
    const given = await answer;
    if (given !== undefined) return given;
  } catch (error) {
    if (!mayNot(error)) throw error;
  }
  throw new UserError('campaign.not_offered');
}

/** One campaign on its card, with what came of a command. */
export function shown(
  { translator, clock }: CampaignDesk,
  { locale }: Pick<Actor, 'locale'>,
  found: Campaign,
  as: 'message' | 'update',
  news?: 'campaign.unchanged',
): Reply {
  const words = translator.words(locale);
  return { as, view: campaignCard(found, clock.now(), words, news && words(news)) };
}

/**
 * The card after a change, with how far the campaign is and what was done; contributors are shown it from then on.
 * @throws UserError that says why nothing was done
 */
export async function told(
  desk: CampaignDesk,
  { locale }: Pick<Actor, 'locale'>,
  answer: Promise<CampaignOutcome | undefined>,
  done: 'campaign.created' | 'campaign.changed' | 'campaign.ended' | 'campaign.reopened',
  as: 'message' | 'update',
): Promise<Reply> {
  const outcome = await offered(answer);
  if ('refused' in outcome) throw refusal(outcome.refused);
  await desk.campaigns.refresh();
  const { id, name } = outcome.campaign;
  const counted = (await allOf(desk)).find((one) => one.id === id) ?? outcome.campaign;
  const words = desk.translator.words(locale);
  const now = desk.clock.now();
  const isOver = done === 'campaign.reopened' && standingOf(counted, now) === 'over';
  const news = words(isOver ? 'campaign.reopened_over' : done, { name: inline(name, NAME) });
  return { as, view: campaignCard(counted, now, words, news) };
}

const refusals = {
  name_taken: 'campaign.name_taken',
  full: 'campaign.full',
  never_open: 'campaign.never_open',
  already_over: 'campaign.already_over',
  unknown: 'problem.outdated',
} as const satisfies Record<string, WordKey>;

function refusal(refused: keyof typeof refusals): UserError {
  return new UserError(refusals[refused], { most: MOST_CAMPAIGNS });
}

/** @throws UserError for a name in which there is nothing to see, or too much */
function nameIn(option: unknown): string {
  const name = String(option ?? '').trim();
  if (!hasVisible(name)) throw new UserError('campaign.no_name');
  if (codePoints(name) > CAMPAIGN_NAME_LIMIT)
    throw new UserError('campaign.long_name', { most: CAMPAIGN_NAME_LIMIT });
  return name;
}

/** @throws UserError with the names that there are */
async function named(desk: CampaignDesk, name: string): Promise<Campaign> {
  const all = await allOf(desk);
  const found = findCampaignNamed(all, name);
  if (found) return found;
  const names = all.slice(0, MOST_NAMED).map((one) => inline(one.name, NAME));
  throw new UserError('campaign.unknown', {
    name: inline(name, NAME),
    names: names.length === 0 ? '–' : [...names, ...(all.length > MOST_NAMED ? ['…'] : [])],
  });
}
