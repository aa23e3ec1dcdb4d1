import { type Client, Events, Routes } from 'discord.js';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { commands } from '../commands/index.ts';
import type { Clock } from './clock.ts';
import { createClient } from './discord/client.ts';
import { ownersOf } from './discord/owners.ts';
import { registerCommands } from './discord/registration.ts';
import { createRouter, type Observer } from './discord/router.ts';
import { createTranslator } from './locales/words.ts';
import type { OasstClient } from './oasst/client.ts';
import type { Schema } from './store/schema.ts';
import { keepTidy } from './store/tidy.ts';
import { taskActions } from './tasks/clicks/actions.ts';
import { keepReportLabels } from './tasks/clicks/report-labels.ts';
import { createDelivery } from './tasks/delivery/delivery.ts';
import { createExplain } from './tasks/explain.ts';
import type { Parts } from './tasks/parts.ts';
import { refreshCard } from './tasks/show/refresh.ts';
import { notice } from './tasks/show/views.ts';

export type BotParts = {
  discord: { token: string; api: string; guildId?: string | undefined };
  /** Discord ids of those who run the bot, besides its owner on Discord. */
  ownerIds: readonly string[];
  db: Kysely<Schema>;
  oasst: OasstClient;
  clock: Clock;
  random: () => number;
  nonce: () => string;
  observer: Observer;
  log: Logger;
};

export type Bot = {
  client: Client<true>;
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
  const client = createClient({ api: discord.api, log });
  const translator = await createTranslator();
  const edit: Parts['edit'] = async ({ token, message_id }, view) => {
    const id = client.application?.id;
    if (!id) return; // not connected yet
    const body = { content: '', allowed_mentions: { parse: [] }, ...view };
    await client.rest.patch(Routes.webhookMessage(id, token, message_id), { body, auth: false });
  };
  const refresh = { db: parts.db, clock, translator, edit };
  const awaited = new Set<string>();
  const delivery = createDelivery({
    ...parts,
    clock,
    log,
    onSettled({ taskId, kind, outcome }) {
      const news = kind === 'answer' || (kind === 'ack' && outcome === 'refused');
      if (!news || awaited.has(taskId)) return;
      refreshCard(refresh, taskId).catch((error) => log.info({ err: error, task: taskId }, 'no late news'));
    },
  });
  const reportLabels = keepReportLabels(parts.oasst, clock, log);
  const owners = new Set(ownerIds);
  const tasks: Parts = {
    ...parts,
    clock,
    log,
    translator,
    delivery,
    edit,
    reportLabels: reportLabels.current,
    isOwner: (personId) => owners.has(personId),
  };
  const router = createRouter({
    commands: commands(translator),
    actions: taskActions(tasks, awaited),
    context: tasks,
    explain: createExplain(translator),
    outdated: ({ locale }) => ({
      as: 'message',
      view: notice(translator.words(locale)('problem.outdated')),
    }),
    observer,
    log,
    clock,
  });
  client.on(Events.InteractionCreate, (interaction) => router.handle(interaction));

  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  const connected = await ready;
  for (const id of await ownersOf(connected, log)) owners.add(id);
  const definitions = commands(translator).map(({ data }) => data);
  const outcome = await registerCommands(
    connected.rest,
    connected.application.id,
    definitions,
    discord.guildId,
  );
  log.info({ commands: outcome, user: connected.user.tag }, 'connected to Discord');
  delivery.start();
  const tidying = keepTidy(parts.db, clock, log);

  return {
    client: connected,
    async stop(graceMs) {
      client.removeAllListeners(Events.InteractionCreate);
      reportLabels.stop();
      tidying.stop();
      const grace = new Promise<void>((resolve) => clock.after(graceMs, resolve));
      await Promise.race([router.idle().then(() => delivery.stop()), grace]);
      await client.destroy();
    },
  };
}
