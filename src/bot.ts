import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { commands } from '../commands/index.ts';
import { controls } from './actions.ts';
import type { Clock } from './clock.ts';
import { createAuthorize } from './collection/access/authorize.ts';
import { keepCampaignNews } from './collection/campaigns/tell-done.ts';
import type { ImportParts } from './collection/files/import.ts';
import type { CollectionFiles, FilesParts } from './collection/files/parts.ts';
import { runnersFor } from './collection/files/runners.ts';
import { createJobs } from './collection/jobs/machine.ts';
import { tellUntold } from './collection/jobs/untold.ts';
import { keepCases } from './collection/moderation/keep-cases.ts';
import type { CollectionParts } from './collection/parts.ts';
import { progressReader } from './collection/progress/read.ts';
import { keepPublicPosts } from './collection/public/keep.ts';
import { isModerator } from './collection/team/moderators.ts';
import { ownersOf } from './collection/team/owners.ts';
import { webhookCaller } from './collection/webhooks/call.ts';
import { createWebhookDelivery } from './collection/webhooks/deliver.ts';
import type { WebhookParts } from './collection/webhooks/webhook.ts';
import type { Observer } from './discord/answering.ts';
import { type Application, readApplication } from './discord/application.ts';
import { channelLooker } from './discord/calls/channel-state.ts';
import { fileFetcher } from './discord/calls/fetch-file.ts';
import { laterMessages } from './discord/calls/later-messages.ts';
import { createRest } from './discord/calls/rest.ts';
import type { Connection } from './discord/door.ts';
import type { Receive } from './discord/http/receive.ts';
import { notice } from './discord/notice.ts';
import { channelMessages } from './discord/posts/channel-messages.ts';
import { createPosting } from './discord/posts/posting.ts';
import { registerCommands } from './discord/registration.ts';
import { createRouter } from './discord/router.ts';
import { type DoorOptions, doorFor } from './door-for.ts';
import { createTranslator } from './locales/words.ts';
import type { OasstClient } from './oasst/client.ts';
import type { BackendRules } from './oasst/rules.ts';
import { clearOtherScopes } from './other-scopes.ts';
import { createErasing, type ErasingParts } from './people/erasure/machine.ts';
import type { PrivacyParts } from './people/privacy/parts.ts';
import { createDraw } from './pictures/draw.ts';
import { registerAlone } from './register-alone.ts';
import { isPostgres } from './store/dialect.ts';
import { onDisk } from './store/on-disk.ts';
import { postQueue } from './store/post-queue.ts';
import type { Schema } from './store/schema.ts';
import { interactionTaker } from './store/taken-interactions.ts';
import { keepCampaigns } from './tasks/campaigns/keep.ts';
import { keepReportLabels } from './tasks/clicks/report-labels.ts';
import { createDelivery } from './tasks/delivery/delivery.ts';
import { createExplain } from './tasks/explain.ts';
import { createOffers, offeredWork } from './tasks/offers.ts';
import { createOpenWork } from './tasks/open-work.ts';
import type { Parts } from './tasks/parts.ts';
import { createQuota, REPORTS } from './tasks/quota.ts';
import type { Detector } from './tasks/second-look/detector.ts';
import { createLook } from './tasks/second-look/look.ts';
import { emptyTexts, forgetSessions } from './tasks/session/erase.ts';
import { keepForgetting } from './tasks/session/forget.ts';
import { lateNews } from './tasks/show/late-news.ts';

export type BotParts = {
  discord: DoorOptions & {
    /** Base URL of Discord's REST API, from which the gateway's address comes. */
    api: string;
    guildId?: string | undefined;
  };
  /** Discord ids of those who run the bot, besides its owner on Discord. */
  ownerIds: readonly string[];
  db: Kysely<Schema>;
  oasst: OasstClient;
  /** What that backend asks and allows, as it is at each moment. */
  rules: BackendRules;
  clock: Clock;
  random: () => number;
  nonce: () => string;
  /** Names this process among those that share the database. */
  processId: string;
  observer: Observer;
  log: Logger;
  /** The collection as files; undefined where it is not the bot's own. */
  files?: CollectionFiles | undefined;
  /** The host of a backend on the network; undefined for the embedded one. */
  backendHost?: string | undefined;
  /** Tells the languages of texts; nobody does where it is left out. */
  detector?: Detector | undefined;
  /** Forgets somebody in every file that lies beside the database; nothing when left out. */
  forgetInFiles?: ErasingParts['forgetInFiles'];
};

export type Bot = Pick<Connection, 'isConnected' | 'lost'> & {
  application: Application;
  /** Takes Discord's signed webhook, where that is how interactions come. */
  receive: Receive | undefined;
  /** Leaves Discord without waiting for anything, as a crash would. */
  leave(): Promise<void>;
  /** Stops taking interactions, and resolves when those being answered are done or `graceMs` have passed. */
  stop(graceMs: number): Promise<void>;
};

/** Connects the bot to Discord, makes its commands known and starts delivering what waits. Rejects if it cannot. */
export async function startBot({
  discord,
  ownerIds,
  clock,
  log,
  observer,
  ...parts
}: BotParts): Promise<Bot> {
  const rest = createRest({ ...discord, log });
  const door = await doorFor(discord, { db: parts.db, rest, clock, log });
  const application = await readApplication(rest.starting);
  door.check(application);
  const translator = await createTranslator();
  const settled = () => onDisk(parts.db);
  const messages = laterMessages(rest, application.id, { clock, settled });
  const edit: Parts['edit'] = ({ token, message_id, valid_until }, view) =>
    messages.edit({ token, messageId: message_id, validUntil: valid_until }, view);
  const awaited: Parts['awaited'] = new Map();
  const campaigns = keepCampaigns(parts.oasst, clock, log);
  const offers = createOffers(parts.db, clock);
  const openWork = offeredWork(
    createOpenWork({ oasst: parts.oasst, rules: parts.rules, clock, log }),
    offers,
  );
  const news = lateNews(
    { db: parts.db, rules: parts.rules, clock, translator, edit, log, openWork, campaigns, offers },
    awaited,
  );
  const delivery = createDelivery({
    ...parts,
    clock,
    log,
    onSettled: (event) => {
      news(event);
      if (event.kind !== 'report') return;
      cases.wake();
      webhookDelivery.wake();
    },
  });
  const posting = createPosting({
    queue: postQueue(parts.db),
    messages: channelMessages(rest.patient, application.botId),
    settled,
    clock,
    random: parts.random,
    log,
  });
  const reportLabels = keepReportLabels(parts.oasst, clock, log);
  const owners = ownersOf({ application: application.owners, environment: ownerIds });
  const isOwner = (personId: string) => owners.some(({ id }) => id === personId);
  const house: Parts & CollectionParts & FilesParts = {
    ...parts,
    files: parts.files,
    clock,
    log,
    translator,
    delivery,
    posting,
    messages,
    edit,
    quotas: {
      tasks: createQuota(() => parts.rules.taskRequests, clock),
      reports: createQuota(() => REPORTS, clock),
    },
    look: createLook({ ...parts, detector: parts.detector, clock, log }),
    offers,
    campaigns,
    openWork,
    reportLabels: reportLabels.current,
    awaited,
    lookAtChannel: channelLooker(rest.patient, application.botId),
    readProgress: progressReader(parts.oasst, clock, log),
    draw: createDraw(),
    owners,
    wakeCases: () => cases.wake(),
    isTrusted: async (id) => isOwner(id) || (await isModerator(parts.db, { id })),
  };
  const erasing = createErasing({
    ...parts,
    clock,
    log,
    forgetSessions,
    emptyTexts,
    forgetInFiles: parts.forgetInFiles ?? (async () => {}),
  });
  const cases = keepCases(house);
  const campaignNews = keepCampaignNews(house);
  const fetchFile = fileFetcher(discord.api);
  const jobs = createJobs({
    ...house,
    messages,
    runners: runnersFor(parts.files, fetchFile),
    untold: (job) => tellUntold(house, job),
  });
  const webhooks = webhookCaller({ allowsInternal: isOnThisMachine(discord.api) });
  const webhookDelivery = createWebhookDelivery({ ...house, random: parts.random, webhooks, settled });
  const all = commands(translator);
  const router = createRouter<Parts & CollectionParts & PrivacyParts & ImportParts & WebhookParts>({
    commands: all,
    actions: controls,
    context: {
      ...house,
      erasing,
      jobs,
      fetchFile,
      webhooks,
      webhookDelivery,
      backendHost: parts.backendHost,
    },
    authorize: createAuthorize({ db: parts.db, isOwner }),
    explain: createExplain(translator),
    outdated: ({ locale }) => ({
      as: 'message',
      view: notice(translator.words(locale)('problem.outdated')),
    }),
    settled,
    isOurs: isPostgres(parts.db) ? interactionTaker(parts.db, clock) : undefined,
    observer,
    log,
    clock,
  });
  const closeDoor = door.open(router);

  // before any session starts, because of those there are 1,000 a day, however often a supervisor tries
  const definitions = all.map(({ data }) => data);
  const begun = [closeDoor, reportLabels.stop, campaigns.stop];
  const endBegun = () => {
    for (const end of begun) end();
  };
  const orLeave = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      endBegun();
      throw error;
    }
  };
  // of many processes the one with the first shard does it, and of many with that one
  const isFirst = discord.shards === undefined || discord.shards.ids.includes(0);
  const register = async () => {
    const outcome = await registerCommands(rest.starting, application.id, definitions, discord.guildId);
    await clearOtherScopes(parts.db, rest.starting, application.id, discord.guildId);
    return outcome;
  };
  const registering = isFirst
    ? await orLeave(registerAlone({ db: parts.db, owner: parts.processId, clock, log, register }))
    : undefined;
  if (registering) begun.push(registering.stop);
  const connection = await orLeave(door.connect());
  log.info(
    { commands: registering?.outcome ?? 'left to the first shard', application: application.id },
    'connected to Discord',
  );
  delivery.start();
  posting.start();
  await erasing.start();
  cases.start();
  campaignNews.start();
  jobs.start();
  webhookDelivery.start();
  const forgetting = keepForgetting(parts.db, clock, log);
  const publicPosts = keepPublicPosts(house);

  return {
    application,
    receive: door.receive,
    isConnected: connection.isConnected,
    lost: connection.lost,
    leave: connection.close,
    async stop(graceMs) {
      endBegun();
      forgetting.stop();
      const grace = new Promise<void>((resolve) => clock.after(graceMs, resolve));
      const finished = router
        .idle()
        .then(() =>
          Promise.all([publicPosts, cases, campaignNews, jobs, webhookDelivery].map((one) => one.stop())),
        )
        .then(() => Promise.all([delivery.stop(), posting.stop(), erasing.stop()]));
      // closing waits for the other end, which may be gone
      await Promise.race([finished.then(connection.close), grace]);
      connection.close().catch((error) => log.info({ err: error }, 'Discord was left in a hurry'));
    },
  };
}

/** Whether Discord is played by this machine, as in the demo: then its own addresses may be told of events as well. */
function isOnThisMachine(api: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(api).hostname);
}
