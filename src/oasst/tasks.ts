import { z } from 'zod';
import { TaskCampaign } from './campaigns.ts';
import { describeLabels } from './labels.ts';
import { Conversation, ConversationMessage, Id, LabelDescription, type TaskType } from './protocol.ts';

// Each schema reads the wire form of its task, of newer and older backends alike, and gives one full form:
// what an older backend leaves out is filled from the deprecated plain-text fields it sends instead.

/** What every task has; only a backend with campaigns says in which one it was asked for. */
const head = { id: Id, campaign: TaskCampaign.nullish() };
const hint = z.string().nullish();
const conversation = Conversation;
const begun = Conversation.refine(({ messages }) => messages.length > 0, {
  path: ['messages'],
  message: 'there is nothing to reply to',
});

const SummarizeStory = z.object({ ...head, type: z.literal('summarize_story'), story: z.string() });

const RateSummary = z.object({
  ...head,
  type: z.literal('rate_summary'),
  scale: z
    .object({ min: z.int(), max: z.int() })
    .refine(({ min, max }) => min <= max, 'the scale ends before it begins')
    .default({ min: 1, max: 5 }),
  full_text: z.string(),
  summary: z.string(),
});

const InitialPrompt = z.object({ ...head, type: z.literal('initial_prompt'), hint });
const PrompterReply = z.object({ ...head, type: z.literal('prompter_reply'), hint, conversation: begun });
const AssistantReply = z.object({ ...head, type: z.literal('assistant_reply'), conversation: begun });

const candidates = z.array(ConversationMessage).nullish();
const texts = z.array(z.string()).nullish();

/** The candidates of a ranking: the messages, or on an older backend their bare texts. */
function toRank(
  messages: ConversationMessage[] | null | undefined,
  plain: string[] | null | undefined,
  is_assistant: boolean,
) {
  if (messages?.length) return messages;
  return plain?.map((text): ConversationMessage => ({ text, is_assistant })) ?? [];
}

const RankInitialPrompts = z
  .object({ ...head, type: z.literal('rank_initial_prompts'), prompts: texts, prompt_messages: candidates })
  .transform(({ prompts, prompt_messages, ...task }) => ({
    ...task,
    prompt_messages: toRank(prompt_messages, prompts, false),
  }))
  .refine((task) => task.prompt_messages.length >= 1, {
    path: ['prompt_messages'],
    message: 'there is nothing to rank',
  });

function rankReplies<Type extends 'rank_prompter_replies' | 'rank_assistant_replies'>(type: Type) {
  return z
    .object({
      ...head,
      type: z.literal(type),
      conversation,
      replies: texts,
      reply_messages: candidates,
      message_tree_id: Id.nullish(),
      ranking_parent_id: Id.nullish(),
      reveal_synthetic: z.boolean().nullish(),
    })
    .transform(({ replies, reply_messages, ...task }) => ({
      ...task,
      reply_messages: toRank(reply_messages, replies, type === 'rank_assistant_replies'),
    }))
    .refine((task) => task.reply_messages.length >= 1, {
      path: ['reply_messages'],
      message: 'there is nothing to rank',
    });
}

const labelling = {
  ...head,
  message_id: Id,
  valid_labels: z.array(z.string().min(1)).min(1),
  mandatory_labels: z.array(z.string()).nullish(),
  mode: z.string().nullish(),
  disposition: z.string().nullish(),
  labels: z.array(LabelDescription).nullish(),
};

type LabellingOnTheWire = z.output<z.ZodObject<typeof labelling>>;

/** Fills in what an older backend leaves out of a labelling task; only valid labels can be mandatory. */
function labelled<T extends LabellingOnTheWire>({ valid_labels, mandatory_labels, labels, ...task }: T) {
  const valid = [...new Set(valid_labels)];
  return {
    ...task,
    valid_labels: valid,
    mandatory_labels: valid.filter((name) => mandatory_labels?.includes(name)),
    labels: describeLabels(valid, labels),
  };
}

const LabelInitialPrompt = z
  .object({
    ...labelling,
    type: z.literal('label_initial_prompt'),
    conversation: conversation.nullish(),
    prompt: z.string().nullish(),
  })
  .transform(({ prompt, ...task }) => ({
    ...labelled(task),
    conversation: endingIn(task, prompt, false),
  }))
  .refine((task) => task.conversation.messages.length > 0, {
    path: ['conversation'],
    message: 'there is nothing to label',
  });

function labelReply<Type extends 'label_prompter_reply' | 'label_assistant_reply'>(type: Type) {
  return z
    .object({ ...labelling, type: z.literal(type), conversation, reply: z.string().nullish() })
    .transform(({ reply, ...task }) => ({
      ...labelled(task),
      conversation: endingIn(task, reply, type === 'label_assistant_reply'),
    }))
    .refine((task) => task.conversation.messages.length > 0, {
      path: ['conversation'],
      message: 'there is nothing to label',
    });
}

/** The conversation with the message to judge as its last one; older backends send that text beside it. */
function endingIn(
  task: { message_id: string; conversation?: Conversation | null | undefined },
  text: string | null | undefined,
  is_assistant: boolean,
): Conversation {
  const messages = task.conversation?.messages ?? [];
  const last = messages.at(-1);
  const included =
    last?.id === task.message_id || (last?.text === text && last?.is_assistant === is_assistant);
  return { messages: text == null || included ? messages : [...messages, { text, is_assistant }] };
}

/** Every kind of task a person may be given, in its full form. */
export const Task = z.discriminatedUnion('type', [
  SummarizeStory,
  RateSummary,
  InitialPrompt,
  PrompterReply,
  AssistantReply,
  RankInitialPrompts,
  rankReplies('rank_prompter_replies'),
  rankReplies('rank_assistant_replies'),
  LabelInitialPrompt,
  labelReply('label_prompter_reply'),
  labelReply('label_assistant_reply'),
]);
export type Task = z.output<typeof Task>;
export type TaskOf<Type extends TaskType> = Extract<Task, { type: Type }>;

export const TaskDone = z.object({ id: Id.nullish(), type: z.literal('task_done') });
export type TaskDone = z.infer<typeof TaskDone>;
