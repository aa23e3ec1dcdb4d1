import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { PlainError } from '../../errors.ts';
import { Uuid } from '../../fields.ts';
import { describe, freeLabels, labelsFor, reportLabels } from '../../messages/label-sets.ts';
import { messageById } from '../../messages/read.ts';
import type { MessageRow } from '../../messages/tables.ts';
import { labelFreely } from '../../moderation/free-labels.ts';
import { FreeLabelsRequestSchema } from '../../tasks/requests.ts';
import { ValidLabelsResponseSchema } from '../../tasks/responses.ts';
import { ensureUser, mustBeAllowed } from '../../users/people.ts';
import type { Api } from '../api/endpoint.ts';

const tag = 'text_labels';

/** Adds everything under `/text_labels`. */
export function addTextLabelRoutes({ add, backend }: Api): void {
  add(
    {
      method: 'post',
      path: '/text_labels/',
      tag,
      summary: 'Labels a message without a task, or reports it',
      access: 'key',
      work: true,
      refuses: [404],
      body: FreeLabelsRequestSchema,
      status: 204,
    },
    async ({ body, client }) => {
      const user = await ensureUser(backend, client, body.user, codes.interactionRequestFailed);
      mustBeAllowed(user, backend.settings);
      const kind = body.is_report ? 'report' : 'free';
      if (kind === 'report') await messageById(backend.db, body.message_id.toLowerCase());
      const fault = await labelFreely(backend, user, { ...body, kind });
      if (fault !== undefined) throw new PlainError(400, `Bad Request. ${fault}`);
      return undefined;
    },
  );

  add(
    {
      method: 'get',
      path: '/text_labels/valid_labels',
      tag,
      summary: 'The labels that a message, or any, may get',
      access: 'key',
      refuses: [404],
      query: z.object({ message_id: Uuid.optional() }),
      answer: ValidLabelsResponseSchema,
    },
    async ({ query: { message_id } }) => {
      if (message_id === undefined) return { valid_labels: describe(freeLabels) };
      const role = roleOf(await messageById(backend.db, message_id));
      return { valid_labels: describe(labelsFor(role, 'full')) };
    },
  );

  add(
    {
      method: 'get',
      path: '/text_labels/report_labels',
      tag,
      summary: 'The labels for reports',
      access: 'none',
      answer: ValidLabelsResponseSchema,
    },
    () => ({ valid_labels: describe(reportLabels) }),
  );
}

function roleOf({ depth, is_assistant }: MessageRow) {
  if (depth === 0) return 'initial_prompt';
  return is_assistant === 1 ? 'assistant_reply' : 'prompter_reply';
}
