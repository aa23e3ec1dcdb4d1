import { createRounds, type Rounds } from '../../clock.ts';
import { notice } from '../../discord/notice.ts';
import { storable } from '../../discord/posts/stored-view.ts';
import { inline } from '../../discord/text/inline.ts';
import type { Words } from '../../locales/words.ts';
import type { Campaign } from '../../oasst/campaigns.ts';
import { type LogChannel, logChannels } from '../../store/log-channels.ts';
import { putPostOnce } from '../../store/posts.ts';
import type { Desk } from '../desk.ts';
import type { CampaignsAtHand } from './campaigns-at-hand.ts';

const NAME = { units: 80, bytes: 200 };

type Parts = Pick<Desk, 'db' | 'clock' | 'translator' | 'posting' | 'isTrusted' | 'log'> & {
  campaigns: Pick<CampaignsAtHand, 'current'>;
};

/**
 * That a campaign is done, and by what; `moment` is when (epoch ms), undefined where nobody has noted that. One that was opened
 * again, or got another last day or goal, and is done then, is done anew: `key` tells the two apart.
 */
export type Done = { why: 'owner' | 'date' | 'goal'; moment: number | undefined; key: string };

/** Whether and why a campaign is done at a moment (epoch ms); undefined while it goes on. */
export function doneOf(campaign: Campaign, now: number): Done | undefined {
  const { ended_at, closes_at, goal, done } = campaign;
  if (ended_at !== null) return { why: 'owner', moment: ended_at, key: `owner:${ended_at}` };
  if (closes_at !== null && closes_at <= now)
    return { why: 'date', moment: closes_at, key: `date:${closes_at}` };
  if (done !== 'goal' || goal === null) return undefined;
  return { why: 'goal', moment: undefined, key: `goal:${goal.of}:${goal.count}` };
}

/**
 * Whether a log channel is to be told: of what came about while it was one, and of a campaign that is done and that no owner
 * has ended, as that is still to be looked at.
 */
export function isNewsFor({ caughtUpAt }: Pick<LogChannel, 'caughtUpAt'>, { why, moment }: Done): boolean {
  if (caughtUpAt === undefined) return false;
  return why !== 'owner' || (moment !== undefined && moment >= caughtUpAt);
}

/** Tells the log channels of campaigns that are done, each channel once. */
export function keepCampaignNews(parts: Parts): Pick<Rounds, 'start' | 'stop'> {
  const { db, clock, translator, posting, campaigns, log } = parts;

  async function look() {
    const now = clock.now();
    const over = campaigns.current().flatMap((campaign) => {
      const done = doneOf(campaign, now);
      return done ? [{ campaign, done }] : [];
    });
    if (over.length === 0) return;
    let isNew = false;
    for (const channel of await logChannels(db, parts.isTrusted))
      for (const { campaign, done } of over.filter((one) => isNewsFor(channel, one.done))) {
        const id = `campaign:${campaign.id}:${done.key}:${channel.channelId}`;
        const payload = storable(notice(doneText(campaign, done, translator.words(channel.locale))));
        const post = { id, channelId: channel.channelId, payload, whenDeleted: 'stop' as const };
        isNew = (await putPostOnce(db, post, now)) || isNew;
      }
    if (isNew) posting.wake();
  }

  return createRounds({
    clock,
    look,
    failed: (error) => log.error({ err: error }, 'the log channels have to wait for news of campaigns'),
    nextDue: () => undefined,
  });
}

function doneText({ name, goal }: Campaign, { why }: Done, words: Words): string {
  const values = { name: inline(name, NAME) };
  if (why !== 'goal' || goal === null)
    return words(`campaign.done_${why === 'owner' ? 'owner' : 'date'}`, values);
  return words(`campaign.done_${goal.of}`, { ...values, count: goal.count });
}
