import type { REST } from 'discord.js';
import {
  type APIInteractionResponse,
  MessageFlags,
  type RESTPatchAPIWebhookWithTokenMessageJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { View } from '../view.ts';

const Message = z.object({ id: z.string() });
const CallbackResult = z.object({ resource: z.object({ message: Message.optional() }).optional() });

/** Answers an interaction, once; the id of the message that shows the answer, if one does. */
export async function callback(
  rest: REST,
  { id, token }: { id: string; token: string },
  body: APIInteractionResponse,
  signal: AbortSignal,
): Promise<string | undefined> {
  const query = new URLSearchParams({ with_response: 'true' });
  const result = await rest.post(Routes.interactionCallback(id, token), { body, query, signal, auth: false });
  return CallbackResult.parse(result).resource?.message?.id;
}

/** An interaction that has been answered: whoever has its token can show more with it for 15 minutes. */
export type Answered = { applicationId: string; token: string };

/** Changes a message of an interaction, its own one unless another is named; the id of that message. */
export async function editMessage(
  rest: REST,
  { applicationId, token }: Answered,
  view: View,
  signal: AbortSignal,
  messageId = '@original',
): Promise<string> {
  const route = Routes.webhookMessage(applicationId, token, messageId);
  return Message.parse(await rest.patch(route, { body: messageBody(view), signal, auth: false })).id;
}

/** Shows one more message, to the same person only; its id. */
export async function followUp(
  rest: REST,
  { applicationId, token }: Answered,
  view: View,
  signal: AbortSignal,
): Promise<string> {
  const body = { ...messageBody(view), flags: MessageFlags.Ephemeral };
  return Message.parse(await rest.post(Routes.webhook(applicationId, token), { body, signal, auth: false }))
    .id;
}

/** A view as a whole message: it takes off what it does not name, and pings nobody. */
export function messageBody({ content = '', embeds, components }: View) {
  return {
    content,
    embeds,
    components,
    allowed_mentions: { parse: [] },
  } satisfies RESTPatchAPIWebhookWithTokenMessageJSONBody;
}
