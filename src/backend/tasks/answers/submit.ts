import { codes } from '../../../oasst/errors.ts';
import type { Backend } from '../../context.ts';
import { RequestError } from '../../errors.ts';
import type { Client } from '../../keys/clients.ts';
import { ensureUser, mustBeAllowed } from '../../users/people.ts';
import type { IncomingAnswer } from '../requests.ts';
import { taskByAck, unknownTask } from '../task-row.ts';
import { submitLabels } from './labels.ts';
import { submitRanking } from './ranking.ts';
import { submitRating } from './rating.ts';
import { submitText } from './text.ts';

/**
 * Takes one of the four answers.
 * @throws RequestError or ValidationError, and then nothing has changed
 */
export async function submit(backend: Backend, client: Client, answer: IncomingAnswer): Promise<void> {
  const user = await ensureUser(backend, client, answer.user, codes.interactionRequestFailed);
  mustBeAllowed(user, backend.settings);
  switch (answer.type) {
    case 'text_reply_to_message':
      if (answer.user_message_id === '') throw noMessageId();
      return submitText(backend, user, await ackedTask(backend, client, answer.message_id), answer);
    case 'message_ranking':
      return submitRanking(backend, user, await ackedTask(backend, client, answer.message_id), answer);
    case 'message_rating':
      return submitRating(backend, client, user, answer);
    case 'text_labels':
      return submitLabels(backend, client, user, answer);
  }
}

async function ackedTask(backend: Backend, client: Client, messageId: string) {
  if (messageId === '') throw noMessageId();
  const task = await taskByAck(backend.db, client, messageId);
  if (!task) throw unknownTask();
  return task;
}

function noMessageId() {
  return new RequestError(400, codes.invalidMessageId, 'message_id must not be empty');
}
