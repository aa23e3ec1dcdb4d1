import { z } from 'zod';
import { FlagsOn } from '../../../oasst/moderation.ts';
import { Moment, most, Uuid } from '../../fields.ts';
import { perform } from '../../moderation/acts/perform.ts';
import { ActRequestSchema, UndoRequestSchema } from '../../moderation/acts/requests.ts';
import { undo } from '../../moderation/acts/undo.ts';
import { flagsOn } from '../../moderation/look/flags-on.ts';
import { messageFacts } from '../../moderation/look/message-facts.ts';
import { MessageFactsResponseSchema } from '../../moderation/look/responses.ts';
import { listActs } from '../../trail/record.ts';
import { ActResponseSchema } from '../../trail/responses.ts';
import { actView } from '../../trail/view.ts';
import type { Api } from '../api/endpoint.ts';

const MOST = 1_000;
const tag = 'moderation';

/** Adds what moderators do, written down and undone. */
export function addActRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'post',
      path: '/extensions/moderation/acts',
      tag,
      summary: 'Does what a moderator wants, and writes down who did what, why, and how it was before',
      ours: true,
      access: 'trusted',
      refuses: [400, 404],
      body: ActRequestSchema,
      answer: ActResponseSchema,
    },
    async ({ body, client }) => actView(await perform(backend, client, body)),
  );

  add(
    {
      method: 'post',
      path: '/extensions/moderation/acts/{act_id}/undo',
      tag,
      summary: 'Takes an act back, once; all but merges',
      ours: true,
      access: 'trusted',
      refuses: [400],
      params: z.object({ act_id: Uuid }),
      body: UndoRequestSchema,
      answer: ActResponseSchema,
    },
    async ({ params, body, client }) => actView(await undo(backend, client, params.act_id, body.moderator)),
  );

  add(
    {
      method: 'get',
      path: '/extensions/moderation/messages/{message_id}',
      tag,
      summary: 'A message with its author, what it answers, what hangs on it, and the state of its tree',
      ours: true,
      access: 'trusted',
      params: z.object({ message_id: Uuid }),
      answer: MessageFactsResponseSchema,
    },
    ({ params }) => messageFacts(backend, params.message_id),
  );

  add(
    {
      method: 'get',
      path: '/extensions/moderation/people/{user_id}/flags',
      tag,
      summary: 'How many red flags others have put on what a person wrote, and on how many messages',
      ours: true,
      access: 'trusted',
      params: z.object({ user_id: Uuid }),
      answer: FlagsOn,
    },
    ({ params }) => flagsOn(backend.db, params.user_id),
  );

  add(
    {
      method: 'get',
      path: '/extensions/moderation/acts',
      tag,
      summary:
        'What was done to a message or a person, or by somebody: the newest first, or the oldest since a moment',
      ours: true,
      access: 'trusted',
      query: z.object({
        message_id: Uuid.optional(),
        user_id: Uuid.optional(),
        actor: z.string().max(256).optional(),
        since: Moment.optional(),
        max_count: most(MOST, 100),
      }),
      answer: z.array(ActResponseSchema),
    },
    async ({ query }) => {
      const { message_id: messageId, user_id: userId, max_count, ...rest } = query;
      return (await listActs(backend.db, { messageId, userId, ...rest }, max_count)).map(actView);
    },
  );
}
