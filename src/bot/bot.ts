import { commands } from '../../commands/index.ts';
import { createAuthorize } from '../collection/access/authorize.ts';
import { keepCampaignNews } from '../collection/campaigns/tell-done.ts';
import type { ImportParts } from '../collection/files/import.ts';
import { runnersFor } from '../collection/files/runners.ts';
import { createJobs } from '../collection/jobs/machine.ts';
import { tellUntold } from '../collection/jobs/untold.ts';
import { keepCases } from '../collection/moderation/keep-cases.ts';
import type { CollectionParts } from '../collection/parts.ts';
import { webhookCaller } from '../collection/webhooks/call.ts';
import { createWebhookDelivery } from '../collection/webhooks/deliver.ts';
import type { WebhookParts } from '../collection/webhooks/webhook.ts';
import { type Application, readApplication } from '../discord/application.ts';
import { fileFetcher } from '../discord/calls/fetch-file.ts';
import { createRest } from '../discord/calls/rest.ts';
import type { Connection } from '../discord/door.ts';
import type { Receive } from '../discord/http/receive.ts';
import { notice } from '../discord/notice.ts';
import { createRouter } from '../discord/router.ts';
import type { BoardParts } from '../people/board/read.ts';
import { createErasing } from '../people/erasure/machine.ts';
import type { MeParts } from '../people/me/parts.ts';
import type { PrivacyParts } from '../people/privacy/parts.ts';
import { isPostgres } from '../store/dialect.ts';
import { interactionTaker } from '../store/taken-interactions.ts';
import { createExplain } from '../tasks/explain.ts';
import type { Parts } from '../tasks/parts.ts';
import { emptyTexts, forgetSessions } from '../tasks/session/erase.ts';
import { forgettingChore, publicPostsChore, startAll, stopAll } from './chores.ts';
import { controls } from './controls.ts';
import { doorFor } from './door-for.ts';
import { createHouse } from './house.ts';
import type { BotParts } from './parts.ts';
import { makeKnown } from './registering.ts';

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
export async function startBot({ discord, observer, ...parts }: BotParts): Promise<Bot> {
  const { db, clock, log } = parts;
  const rest = createRest({ ...discord, log });
  const door = await doorFor(discord, { db, rest, clock, log });
  const application = await readApplication(rest.starting);
  door.check(application);
  const { house, isOwner, letGo } = await createHouse({
    ...parts,
    rest,
    application,
    onSettled({ kind }) {
      if (kind !== 'report') return;
      cases.wake();
      webhookDelivery.wake();
    },
    wakeCases: () => cases.wake(),
  });
  const { delivery, posting, settled, translator } = house;
  const forgetInFiles = parts.forgetInFiles ?? (async () => {});
  const erasing = createErasing({ ...parts, forgetSessions, emptyTexts, forgetInFiles });
  const cases = keepCases(house);
  const fetchFile = fileFetcher(discord.api);
  const untold: Parameters<typeof createJobs>[0]['untold'] = (job) => tellUntold(house, job);
  const jobs = createJobs({ ...house, runners: runnersFor(parts.files, fetchFile), untold });
  const webhooks = webhookCaller({ allowsInternal: isOnThisMachine(discord.api) });
  const webhookDelivery = createWebhookDelivery({ ...house, webhooks });
  const all = commands(translator);
  const router = createRouter<
    Parts & CollectionParts & BoardParts & MeParts & PrivacyParts & ImportParts & WebhookParts
  >({
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
    authorize: createAuthorize({ db, isOwner }),
    explain: createExplain(translator),
    outdated: ({ locale }) => ({
      as: 'message',
      view: notice(translator.words(locale)('problem.outdated')),
    }),
    settled,
    isOurs: isPostgres(db) ? interactionTaker(db, clock) : undefined,
    observer,
    log,
    clock,
  });

  const begun = [door.open(router), letGo];
  const endBegun = () => {
    for (const end of begun) end();
  };
  // before any session starts, because of those there are 1,000 a day, however often a supervisor tries
  const connect = async () => {
    const definitions = all.map(({ data }) => data);
    const registering = await makeKnown(definitions, { ...parts, rest, discord, application });
    begun.push(registering.stop);
    const connection = await door.connect();
    log.info({ commands: registering.outcome, application: application.id }, 'connected to Discord');
    return connection;
  };
  const connection = await connect().catch((error) => {
    endBegun();
    throw error;
  });
  const carriers = [delivery, posting, erasing];
  const chores = [
    ...[cases, keepCampaignNews(house), jobs, webhookDelivery],
    ...[forgettingChore(house), publicPostsChore(house)],
  ];
  await startAll([...carriers, ...chores]);

  return {
    application,
    receive: door.receive,
    isConnected: connection.isConnected,
    lost: connection.lost,
    leave: connection.close,
    async stop(graceMs) {
      endBegun();
      const grace = new Promise<void>((resolve) => clock.after(graceMs, resolve));
      const finished = router
        .idle()
        .then(() => stopAll(chores))
        .then(() => stopAll(carriers));
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
