import { IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema as Message } from 'discord-api-spec/zod';
import type { APIEmbed } from 'discord-api-types/v10';
import { fits } from './fits.ts';

/** Everything for which a message of these embeds would be refused: by our own rules, and by Discord's published schema. */
export function problemsOf(embeds: APIEmbed[]): string[] {
  const { error } = Message.safeParse({ embeds });
  return [
    ...(embeds.length === 0 ? [] : fits({ embeds })),
    ...(error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []),
  ];
}
