import type { Action } from '../../discord/action.ts';
import { NO_SUBJECT } from '../../discord/custom-id.ts';
import { UserError } from '../../locales/user-error.ts';
import { userOf } from '../../oasst/discord-user.ts';
import { Id } from '../../oasst/protocol.ts';
import { allOf, type CampaignDesk, shown, told } from './campaign.ts';

const isCampaign = (subject: string) => Id.safeParse(subject).success;

/** The controls of `/campaign`: to see one of the list, to end one, and to take that back. */
export const campaignActions: readonly Action<CampaignDesk>[] = [
  {
    name: 'campaignshow',
    for: 'owner',
    deferMode: 'update',
    isSubject: (subject) => subject === NO_SUBJECT,
    async run({ actor, values }, desk) {
      const found = (await allOf(desk)).find(({ id }) => id === values[0]);
      if (!found) throw new UserError('problem.outdated');
      return shown(desk, actor, found, 'update');
    },
  },
  {
    name: 'campaignend',
    for: 'owner',
    deferMode: 'update',
    isSubject: isCampaign,
    run: async ({ actor, subject }, desk) =>
      await told(desk, actor, desk.oasst.campaigns.end(userOf(actor), subject), 'campaign.ended', 'update'),
  },
  {
    name: 'campaignopen',
    for: 'owner',
    deferMode: 'update',
    isSubject: isCampaign,
    run: async ({ actor, subject }, desk) =>
      await told(
        desk,
        actor,
        desk.oasst.campaigns.reopen(userOf(actor), subject),
        'campaign.reopened',
        'update',
      ),
  },
];
