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
  const id = await firstHeld(
    () => availableWorkOf.rate_summary.pick(trx, search, backend.random),
    (one) => holdSummary(trx, one),
  );
  if (id === undefined) return undefined;
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
  const id = await firstHeld(
    () => availableWorkOf[type].pick(trx, search, backend.random),
    (one) => holdMessage(trx, one),
  );
  if (id === undefined) return undefined;
  const asksAll =
    (explicit && role !== 'initial_prompt') || backend.random() < backend.settings.fullLabels[type];
  const labelMode: 'full' | 'simple' = asksAll ? 'full' : 'simple';
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

const TRIES = 5; // when authors keep taking back what was just picked

/**
 * A text that its author can neither change nor take back until the task is there to be seen. On SQLite nobody can meanwhile,
 * because a transaction has the whole file to itself.
 */
async function firstHeld(
  pick: () => Promise<string | undefined>,
  hold: (id: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const id = await pick();
    if (id === undefined || (await hold(id))) return id;
  }
  return undefined;
}

async function holdMessage(trx: Trx, id: string): Promise<boolean> {
  if (!isPostgres(trx)) return true;
  const message = trx.selectFrom('backend_messages').select('id').where('id', '=', id);
  return (await message.where('deleted', '=', 0).forKeyShare().executeTakeFirst()) !== undefined;
}

async function holdSummary(trx: Trx, id: string): Promise<boolean> {
  if (!isPostgres(trx)) return true;
  const summary = trx.selectFrom('backend_summaries').select('id').where('id', '=', id);
  return (await summary.forKeyShare().executeTakeFirst()) !== undefined;
}

/** As the reference has it: whose the judged reply is, is left open. */
function authorless(messages: readonly ConversationMessageView[]) {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, user_is_author: null } : message,
  );
}
