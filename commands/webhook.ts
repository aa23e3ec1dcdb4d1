import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import { eventKeys } from '../src/collection/webhooks/card.ts';
import { webhook as look, type WebhookParts } from '../src/collection/webhooks/webhook.ts';
import type { Command } from '../src/discord/command.ts';
import { whereTheBotIs } from '../src/discord/where.ts';
import type { Translator } from '../src/locales/words.ts';
import { webhookEvents } from '../src/store/webhook-events.ts';

/** `/webhook` has owners' own programs told of events. */
export function webhook({ described, named }: Translator): Command<WebhookParts> {
  const subcommand = ApplicationCommandOptionType.Subcommand as const;
  const text = ApplicationCommandOptionType.String as const;
  return {
    data: {
      name: 'webhook',
      ...described('command.webhook.description'),
      ...whereTheBotIs,
      default_member_permissions: '0', // hides it from others on servers
      options: [
        { type: subcommand, name: 'list', ...described('command.webhook.list') },
        {
          type: subcommand,
          name: 'add',
          ...described('command.webhook.add'),
          options: [
            { type: text, name: 'url', ...described('command.webhook.url'), required: true, max_length: 500 },
            {
              type: text,
              name: 'event',
              ...described('command.webhook.event'),
              choices: webhookEvents.map((value) => ({
                value,
                ...named(eventKeys[value]),
              })),
            },
          ],
        },
      ],
    },
    for: 'owner',
    run: look,
  };
}
