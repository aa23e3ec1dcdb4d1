import { type ConversationMessageView, conversationViews } from '../messages/message-view.ts';
import { childrenOf, conversationTo, messagesInOrder } from '../messages/read.ts';
import { shuffle } from '../random.ts';
import { ordersOn } from '../trees/ranks.ts';
import { promptsToCompare } from './available/prompts.ts';
import { availableWorkOf } from './available/work.ts';
import { someCandidates, withoutTwins } from './candidates.ts';
import type { Preparation, PrepareTask } from './preparing.ts';

/** An assistant's replies to one message, to be put in order. */
export const rankAssistantReplies: PrepareTask = (at) => rankReplies(at, 'rank_assistant_replies');
/** Prompters' replies to one message, to be put in order. */
export const rankPrompterReplies: PrepareTask = (at) => rankReplies(at, 'rank_prompter_replies');

/** A few prompts of different trees, to be put in order. */
export const rankInitialPrompts: PrepareTask = async ({ backend, trx, search }) => {
  const { settings, random } = backend;
  const open = await promptsToCompare(trx, search, settings.promptsPerRanking, random);
  const candidates = shuffle(open, random);
  if (candidates.length < 2) return undefined;
  const views = blind(await conversationViews(trx, await messagesInOrder(trx, candidates), search.userId));
  const view = { prompts: views.map(({ text }) => text), prompt_messages: views };
  return { subjectId: null, candidates, view };
};

async function rankReplies(
  { backend, trx, search }: Preparation,
  type: 'rank_assistant_replies' | 'rank_prompter_replies',
) {
  const id = await availableWorkOf[type].pick(trx, search, backend.random);
  if (id === undefined) return undefined;
  const accepted = (await childrenOf(trx, id)).filter(({ review_result }) => review_result === 1);
  const { shown, twins } = withoutTwins(accepted);
  const most = backend.settings.repliesPerRanking;
  const partial = shown.length > most;
  const chosen = partial ? someCandidates(shown, await ordersOn(trx, id), most, backend.random) : shown;
  const replies = shuffle(chosen, backend.random);
  const above = await conversationTo(trx, id);
  const views = await conversationViews(trx, [...above, ...replies], search.userId);
  const replyViews = views.slice(above.length);
  const view = {
    conversation: { messages: views.slice(0, above.length) },
    replies: replies.map(({ text }) => text),
    reply_messages: blind(replyViews),
    message_tree_id: above[0]?.tree_id,
    ranking_parent_id: id,
    reveal_synthetic: replyViews.every(({ synthetic }) => synthetic),
  };
  return { subjectId: id, candidates: replies.map((reply) => reply.id), twins, partial, view };
}

/** Nobody is told which candidates a model wrote, unless a model wrote them all. */
function blind(views: readonly ConversationMessageView[]) {
  if (views.every(({ synthetic }) => synthetic)) return views;
  return views.map((view) => ({ ...view, synthetic: null }));
}
