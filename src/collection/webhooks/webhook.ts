import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import { customId } from '../../discord/custom-id.ts';
import type { CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Translator } from '../../locales/words.ts';
import type { Schema } from '../../store/schema.ts';
import { addWebhook, listWebhooks } from '../../store/webhooks.ts';
import type { CallWebhook } from './call.ts';
import { eventNamed, MOST_WEBHOOKS, webhookCard, webhookLine } from './card.ts';
import type { WebhookDelivery } from './deliver.ts';

/** What webhooks are looked after with. */
export type WebhookParts = {
  db: Kysely<Schema>;
  clock: Clock;
  translator: Translator;
  webhooks: CallWebhook;
  log: Logger;
  webhookDelivery: Pick<WebhookDelivery, 'hurry'>;
};

/** `/webhook`: shows the addresses that are told of events, and adds one, whose secret is shown this once. */
export async function webhook(interaction: CommandInteraction, parts: WebhookParts): Promise<Reply> {
  const { db, clock, translator, webhooks } = parts;
  const words = translator.words(interaction.actor.locale);
  const known = await listWebhooks(db);
  if (interaction.subcommand !== 'add') return { as: 'message', view: webhookCard(known, words) };
  if (known.length >= MOST_WEBHOOKS) throw new UserError('webhook.full', { most: MOST_WEBHOOKS });
  const url = URL.parse(String(interaction.options.url));
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new UserError('webhook.no_address');
  const state = await webhooks.examine(url);
  if (state !== 'fine') throw new UserError(`webhook.is_${state}`);
  const event = eventNamed(String(interaction.options.event));
  const by = { by: interaction.actor.id, now: clock.now() };
  const added = await addWebhook(db, { url: url.href, events: event ? [event] : [] }, by);
  const number = known.length + 1;
  const test = { label: words('webhook.test', { number }), id: customId('webhook', added.id, 'test') };
  const secret = words('webhook.added', { secret: `\`${added.secret}\`` });
  const text = `${webhookLine(added, number, words)}\n\n${secret}`;
  return { as: 'message', view: notice(text, [test], words('webhook.title')) };
}
