import { isPostgres } from '../../store/dialect.ts';
import type { Trx } from '../db.ts';
import { describe, labelsFor, type MessageRole, mandatoryLabels } from '../messages/label-sets.ts';
import { type ConversationMessageView, conversationViews } from '../messages/message-view.ts';
import { conversationTo } from '../messages/read.ts';
import { availableWorkOf } from './available/work.ts';
import type { Preparation, PrepareTask } from './preparing.ts';

/** A prompt to label. */
export const labelInitialPrompt: PrepareTask = (at) => label(at, 'initial_prompt');
/** An assistant's reply to label. */
export const labelAssistantReply: PrepareTask = (at) => label(at, 'assistant_reply');
/** A reply of the person who asks, to label. */
export const labelPrompterReply: PrepareTask = (at) => label(at, 'prompter_reply');

/** A summary to rate, with its story. */
export const rateSummary: PrepareTask = async ({ backend, trx, search }) => {
  const id = await availableWorkOf.rate_summary.pick(trx, search, backend.random);
  if (id === undefined) return undefined;
  await holdText(trx, 'backend_summaries', id);
  const { summary, story } = await trx
    .selectFrom('backend_summaries')
    .innerJoin('backend_stories', 'backend_stories.id', 'backend_summaries.story_id')
    .select(['backend_summaries.text as summary', 'backend_stories.text as story'])
    .where('backend_summaries.id', '=', id)
    .executeTakeFirstOrThrow();
  return { subjectId: id, view: { full_text: story, summary, scale: backend.settings.ratingScale } };
};

async function label({ backend, trx, search, explicit }: Preparation, role: MessageRole) {
  const type = `label_${role}` as const;
  const id = await availableWorkOf[type].pick(trx, search, backend.random);
  if (id === undefined) return undefined;
  const asksAll =
    (explicit && role !== 'initial_prompt') || backend.random() < backend.settings.fullLabels[type];
  const labelMode: 'full' | 'simple' = asksAll ? 'full' : 'simple';
  await holdText(trx, 'backend_messages', id);
  const messages = await conversationViews(trx, await conversationTo(trx, id), search.userId);
  const labels = labelsFor(role, labelMode);
  const view = {
    message_id: id,
    valid_labels: labels,
    mandatory_labels: mandatoryLabels,
    mode: labelMode,
    disposition: asksAll ? 'quality' : 'spam',
    labels: describe(labels),
    conversation: { messages: role === 'initial_prompt' ? messages : authorless(messages) },
    [role === 'initial_prompt' ? 'prompt' : 'reply']: messages.at(-1)?.text,
  };
  return { subjectId: id, labelMode, view };
}

/**
 * Keeps the author of a text from changing it until the task is there to be seen. On SQLite nobody can meanwhile, because
 * a transaction has the whole file to itself.
 */
async function holdText(trx: Trx, table: 'backend_messages' | 'backend_summaries', id: string) {
  if (!isPostgres(trx)) return;
  await trx.selectFrom(table).select('id').where('id', '=', id).forKeyShare().execute();
}

/** As the reference has it: whose the judged reply is, is left open. */
function authorless(messages: readonly ConversationMessageView[]) {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, user_is_author: null } : message,
  );
}
