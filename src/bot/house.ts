import type { FilesParts } from '../collection/files/parts.ts';
import type { CollectionParts } from '../collection/parts.ts';
import { progressReader } from '../collection/progress/read.ts';
import { isModerator } from '../collection/team/moderators.ts';
import { ownersOf } from '../collection/team/owners.ts';
import type { Application } from '../discord/application.ts';
import { channelLooker } from '../discord/calls/channel-state.ts';
import { type LaterMessages, laterMessages } from '../discord/calls/later-messages.ts';
import type { Rest } from '../discord/calls/rest-channel.ts';
import { channelMessages } from '../discord/posts/channel-messages.ts';
import { createPosting } from '../discord/posts/posting.ts';
import { createTranslator } from '../locales/words.ts';
import { intervalsReader } from '../people/board/intervals.ts';
import type { BoardParts } from '../people/board/read.ts';
import type { MeParts } from '../people/me/parts.ts';
import { createDraw } from '../pictures/draw.ts';
import { onDisk } from '../store/on-disk.ts';
import { postQueue } from '../store/post-queue.ts';
import { keepCampaigns } from '../tasks/campaigns/keep.ts';
import { keepReportLabels } from '../tasks/clicks/report-labels.ts';
import { createDelivery, type Settled } from '../tasks/delivery/delivery.ts';
import { createOffers, offeredWork } from '../tasks/offers.ts';
import { createOpenWork } from '../tasks/open-work.ts';
import type { Parts } from '../tasks/parts.ts';
import { quotaOf, REPORTS } from '../tasks/quota.ts';
import { createLook } from '../tasks/second-look/look.ts';
import { hasConsented } from '../tasks/show/consent.ts';
import { lateNews } from '../tasks/show/late-news.ts';
import type { BotParts } from './parts.ts';

export type HouseParts = Omit<BotParts, 'discord' | 'observer'> & {
  rest: Rest;
  application: Application;
  /** Told of each call to the backend that has come to its end. */
  onSettled(event: Settled): void;
  /** Asks for what has come up among the reports. */
  wakeCases(): void;
};

/** What every command and every chore of one bot may use. */
export type House = Parts &
  CollectionParts &
  FilesParts &
  BoardParts &
  MeParts &
  Pick<BotParts, 'clock' | 'random'> & {
    messages: LaterMessages;
  };

/** Puts together what one bot works with. Nothing is delivered yet; what is kept up to date is, until `letGo`. */
export async function createHouse({
  rest,
  application,
  onSettled,
  ...parts
}: HouseParts): Promise<{ house: House; isOwner: (personId: string) => boolean; letGo(): void }> {
  const { db, oasst, rules, clock, random, log } = parts;
  const translator = await createTranslator();
  const settled = () => onDisk(db);
  const messages = laterMessages(rest, application.id, { clock, settled });
  const edit: Parts['edit'] = ({ token, message_id, valid_until }, view) =>
    messages.edit({ token, messageId: message_id, validUntil: valid_until }, view);
  const awaited: Parts['awaited'] = new Map();
  const campaigns = keepCampaigns(oasst, clock, log);
  const reportLabels = keepReportLabels(oasst, clock, log);
  const offers = createOffers(db, clock);
  const openWork = offeredWork(createOpenWork({ oasst, rules, clock, log }), offers);
  const shown = { db, rules, clock, log, translator, edit, offers, campaigns, openWork };
  const news = lateNews(shown, awaited);
  const delivery = createDelivery({
    ...parts,
    onSettled(event) {
      news(event);
      onSettled(event);
    },
  });
  const posting = createPosting({
    queue: postQueue(db),
    messages: channelMessages(rest.patient, application.botId),
    settled,
    clock,
    random,
    log,
  });
  const owners = ownersOf({ application: application.owners, environment: parts.ownerIds });
  const isOwner = (personId: string) => owners.some(({ id }) => id === personId);
  const house: House = {
    ...parts,
    ...shown,
    files: parts.files,
    settled,
    delivery,
    posting,
    messages,
    quotas: {
      tasks: quotaOf(db, 'tasks', () => rules.taskRequests, clock),
      reports: quotaOf(db, 'reports', () => REPORTS, clock),
    },
    look: createLook({ ...parts, detector: parts.detector }),
    reportLabels: reportLabels.current,
    awaited,
    lookAtChannel: channelLooker(rest.patient, application.botId),
    readProgress: progressReader(oasst, clock, log),
    hasConsented,
    readIntervals: intervalsReader(oasst, clock),
    draw: createDraw(),
    owners,
    isTrusted: async (id) => isOwner(id) || (await isModerator(db, { id })),
  };
  const letGo = () => {
    reportLabels.stop();
    campaigns.stop();
  };
  return { house, isOwner, letGo };
}
