import type { REST } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ResponseChannel } from '../response-channel.ts';
import type { View } from '../view.ts';
import { newMessageBody } from './callback-bodies.ts';
import { filesOf, messageBody } from './message-body.ts';

const Message = z.object({ id: z.string() });
const CallbackResult = z.object({ resource: z.object({ message: Message.optional() }).optional() });

/** An interaction, as far as calls about it name it. */
export type InteractionKey = { id: string; application_id: string; token: string };

/** Discord's REST API: `quick` for what somebody waits for, `patient` for what carries files or nobody waits for, `starting` before people come. */
export type Rest = { quick: REST; patient: REST; starting: REST };

/** The way back to an interaction over Discord's REST API. */
export function restChannel(
  rest: Rest,
  { id, application_id: application, token }: InteractionKey,
): ResponseChannel {
  return {
    token,
    async respond(body, signal) {
      const query = new URLSearchParams({ with_response: 'true' });
      const result = await rest.quick.post(Routes.interactionCallback(id, token), {
        body,
        query,
        signal,
        auth: false,
      });
      return CallbackResult.parse(result).resource?.message?.id;
    },
    async find(signal) {
      const original = Routes.webhookMessage(application, token);
      return Message.parse(await rest.quick.get(original, { signal, auth: false })).id;
    },
    edit: (view, signal) => editMessage(rest, { application, token }, view, signal),
    async remove(signal) {
      await rest.quick.delete(Routes.webhookMessage(application, token), { signal, auth: false });
    },
    followUp: (view, visibility, signal) => followUp(rest, { application, token }, view, visibility, signal),
  };
}

/** Shows one more message after an interaction's answer; its id. */
export async function followUp(
  rest: Rest,
  { application, token }: { application: string; token: string },
  view: View,
  visibility: 'private' | 'public',
  signal: AbortSignal,
): Promise<string> {
  const route = Routes.webhook(application, token);
  const body = newMessageBody(view, visibility);
  const files = filesOf(view);
  return Message.parse(await restFor(rest, view).post(route, { body, files, signal, auth: false })).id;
}

/** Changes a message that was shown with an interaction's token, its answer unless another is named; the message's id. */
export async function editMessage(
  rest: Rest,
  { application, token }: { application: string; token: string },
  view: View,
  signal: AbortSignal,
  messageId = '@original',
): Promise<string> {
  const route = Routes.webhookMessage(application, token, messageId);
  const files = filesOf(view);
  return Message.parse(
    await restFor(rest, view).patch(route, { body: messageBody(view), files, signal, auth: false }),
  ).id;
}

function restFor({ quick, patient }: Rest, { files = [] }: View): REST {
  return files.length > 0 ? patient : quick;
}
