import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { Switch, Uuid } from '../../fields.ts';
import { messageById } from '../../messages/read.ts';
import { RevisionResponseSchema } from '../../messages/responses.ts';
import { perform, performByKey } from '../../moderation/acts/perform.ts';
import { history } from '../../moderation/edit-message.ts';
import { EditRequestSchema } from '../../moderation/requests.ts';
import { treeStateView } from '../../moderation/tree-state.ts';
import { TreeStateResponseSchema } from '../../trees/responses.ts';
import { treeRow } from '../../trees/trees.ts';
import { ensureUser, mustBeAllowed } from '../../users/people.ts';
import type { Api } from '../api/endpoint.ts';

const ByUuid = z.object({ message_id: Uuid });
const tag = 'messages';

/** Adds what moderators do to messages and trees. */
export function addModerationRoutes({ add, backend }: Api): void {
  const { db } = backend;

  add(
    {
      method: 'put',
      path: '/messages/{message_id}/tree/state',
      tag,
      summary: 'Stops the tree of a message, or lets it go on',
      access: 'trusted',
      viewer: 'optional',
      params: ByUuid,
      query: z.object({ halt: Switch.describe('`true` stops the tree, `false` lets it go on.') }),
      answer: TreeStateResponseSchema,
    },
    async ({ params, query, client }) => {
      const { message_id } = params;
      const { tree_id } = await messageById(db, message_id);
      await performByKey(backend, client, { act: query.halt ? 'stop' : 'start', message_id });
      return treeStateView(await treeRow(db, tree_id));
    },
  );

  add(
    {
      method: 'delete',
      path: '/messages/{message_id}',
      tag,
      summary: 'Deletes a message with everything below it',
      access: 'trusted',
      params: ByUuid,
      status: 204,
    },
    async ({ params, client }) => {
      await performByKey(backend, client, { act: 'delete', message_id: params.message_id });
      return undefined;
    },
  );

  add(
    {
      method: 'put',
      path: '/messages/{message_id}/undelete',
      tag,
      summary: 'Brings a message back, with what was deleted along with it',
      description:
        'A message that is not deleted stays as it is. A tree whose messages were all deleted was halted, and stays so: ' +
        'let it go on with `PUT /messages/{message_id}/tree/state?halt=false`. 400 2009 while the message above it is deleted.',
      access: 'trusted',
      refuses: [400],
      params: ByUuid,
      status: 202,
      answer: z.null(),
    },
    async ({ params, client }) => {
      await performByKey(backend, client, { act: 'undelete', message_id: params.message_id });
      return null;
    },
  );

  add(
    {
      method: 'post',
      path: '/messages/{message_id}/edit',
      tag,
      summary: 'Gives a message another text; the one before is kept',
      access: 'trusted',
      work: true,
      params: ByUuid,
      body: EditRequestSchema,
      answer: z.null(),
    },
    async ({ params, body, client }) => {
      const user = await ensureUser(backend, client, body.user, codes.interactionRequestFailed);
      mustBeAllowed(user, backend.settings);
      const wish = { act: 'edit' as const, message_id: params.message_id, text: body.new_content };
      await perform(backend, client, { moderator: body.user, reason: '', wish });
      return null;
    },
  );

  add(
    {
      method: 'get',
      path: '/messages/{message_id}/history',
      tag,
      summary: 'Every text a message had since it was first edited',
      access: 'trusted',
      viewer: 'optional',
      params: ByUuid,
      answer: z.array(RevisionResponseSchema),
    },
    ({ params, viewer }) => history(db, params.message_id, viewer?.id),
  );
}
