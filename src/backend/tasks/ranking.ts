import { type ConversationMessageView, conversationViews } from '../message-view.ts';
import { childrenOf, conversationTo, messageById, messagesInOrder } from '../messages.ts';
import { pickOpen, pickSome } from '../open-work.ts';
import { shuffle } from '../rules/choice.ts';
import { promptsToRank, toRank } from '../selection.ts';
import type { Prepare, Preparing } from './preparing.ts';

/** An assistant's replies to one message, to be put in order. */
export const rankAssistantReplies: Prepare = (at) => rankReplies(at, 'rank_assistant_replies');
/** Prompters' replies to one message, to be put in order. */
export const rankPrompterReplies: Prepare = (at) => rankReplies(at, 'rank_prompter_replies');

/** A few prompts of different trees, to be put in order. */
export const rankInitialPrompts: Prepare = async ({ backend, trx, seeker }) => {
  const { settings, random } = backend;
  const open = promptsToRank({ db: trx, settings }, seeker).select('backend_trees.id');
  const candidates = shuffle(await pickSome(trx, open, settings.promptsPerRanking, random), random);
  if (candidates.length < 2) return undefined;
  const views = blind(await conversationViews(trx, await messagesInOrder(trx, candidates), seeker.userId));
  const view = { prompts: views.map(({ text }) => text), prompt_messages: views };
  return { subjectId: null, candidates, view };
};

async function rankReplies(
  { backend, trx, seeker }: Preparing,
  type: 'rank_assistant_replies' | 'rank_prompter_replies',
) {
  const open = toRank(trx, seeker, [type]).select('backend_messages.id');
  const id = await pickOpen(trx, open, backend.random);
  if (id === undefined) return undefined;
  const parent = await messageById(trx, id);
  const accepted = (await childrenOf(trx, id)).filter(({ review_result }) => review_result === 1);
  const replies = shuffle(accepted, backend.random);
  const messages = await conversationViews(trx, await conversationTo(trx, parent), seeker.userId);
  const replyViews = await conversationViews(trx, replies, seeker.userId);
  const view = {
    conversation: { messages },
    replies: replies.map(({ text }) => text),
    reply_messages: blind(replyViews),
    message_tree_id: parent.tree_id,
    ranking_parent_id: id,
    reveal_synthetic: replyViews.every(({ synthetic }) => synthetic),
  };
  return { subjectId: id, candidates: replies.map((reply) => reply.id), view };
}

/** Nobody is told which candidates a model wrote, unless a model wrote them all. */
function blind(views: readonly ConversationMessageView[]) {
  if (views.every(({ synthetic }) => synthetic)) return views;
  return views.map((view) => ({ ...view, synthetic: null }));
}
