import type { Interaction } from '../../oasst/interactions.ts';
import type { User } from '../../oasst/protocol.ts';
import type { Task } from '../../oasst/tasks.ts';
import type { TaskAnswer } from '../kind.ts';

/** What an interaction carries besides the answer itself. */
export type InteractionIds = {
  user: User;
  /** The id the task was acked with. */
  messageId: string;
  /** A new id, unique for ever. */
  userMessageId: string;
  /** The language of the task. */
  lang: string;
  /** What a second look found, where the backend takes that; left out where there is nothing, or it does not. */
  secondLook?: readonly string[];
};

/** The exact request that answers a task. Labels name the backend's own message, everything else the acked one. */
export function interactionOf(task: Task, answer: TaskAnswer, ids: InteractionIds): Interaction {
  const { user, messageId: message_id, userMessageId: user_message_id, lang, secondLook = [] } = ids;
  if (answer.type === 'text_reply_to_message') {
    const found = secondLook.length > 0 ? { second_look: [...secondLook] } : {};
    return { ...answer, user, message_id, user_message_id, lang, ...found };
  }
  if (answer.type !== 'text_labels') return { ...answer, user, message_id };
  if (!('message_id' in task)) throw new TypeError(`A task of type ${task.type} takes no labels`);
  return { ...answer, user, message_id: task.message_id, task_id: task.id };
}
