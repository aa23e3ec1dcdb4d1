import type { TaskType } from '../../oasst/protocol.ts';
import { conversationViews } from '../messages/message-view.ts';
import { conversationTo } from '../messages/read.ts';
import { draw } from '../random.ts';
import { availableWorkOf, lonelyMessages } from './available/work.ts';
import type { Preparation, PrepareTask } from './preparing.ts';
import { countPromptPlaces } from './prompt-places.ts';

const TRIES = 5; // when others keep reserving the message that was just picked

/** A new prompt, while the language can take one. */
export const initialPrompt: PrepareTask = async ({ backend, trx, search, campaign }) => {
  if ((await countPromptPlaces(backend, trx, search, campaign)) === 0) return undefined;
  return { subjectId: null, view: { hint: null } };
};

/** A reply as the person who asks. */
export const prompterReply: PrepareTask = async (at) => {
  const prepared = await reply(at, 'prompter_reply');
  return prepared && { ...prepared, view: { hint: null, ...prepared.view } };
};

/** A reply as the assistant. */
export const assistantReply: PrepareTask = (at) => reply(at, 'assistant_reply');

/** A story to be put in a few words. */
export const summarizeStory: PrepareTask = async ({ backend, trx, search }) => {
  const id = await availableWorkOf.summarize_story.pick(trx, search, backend.random);
  if (id === undefined) return undefined;
  const { text } = await trx
    .selectFrom('backend_stories')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { subjectId: id, view: { story: text } };
};

async function reply(at: Preparation, type: 'prompter_reply' | 'assistant_reply') {
  const { trx, search } = at;
  const id = await reserveParent(at, type);
  if (id === undefined) return undefined;
  const conversation = await conversationTo(trx, id);
  const messages = await conversationViews(trx, conversation, search.userId);
  return { subjectId: id, view: { conversation: { messages } } };
}

async function reserveParent(at: Preparation, type: 'prompter_reply' | 'assistant_reply') {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const id = await pickParent(at, type);
    if (id === undefined || (await reserve(at, id, type))) return id;
  }
  return undefined;
}

/** A message with exactly one reply is preferred for the next, so that there is something to compare. */
async function pickParent({ backend, trx, search }: Preparation, type: 'prompter_reply' | 'assistant_reply') {
  const { random, settings } = backend;
  const choices = [
    { lonely: type === 'assistant_reply', weight: settings.preferLonely },
    { lonely: false, weight: 1 - settings.preferLonely },
  ];
  const { lonely } = draw(choices, ({ weight }) => weight, random) ?? {};
  const preferred = lonely ? await lonelyMessages.pick(trx, search, random) : undefined;
  return preferred ?? availableWorkOf[type].pick(trx, search, random);
}

/** Keeps the parent to this task for a while; false when another task was quicker, or it wants no such reply any more. */
async function reserve({ backend, trx, search, taskId }: Preparation, id: string, type: TaskType) {
  const { numUpdatedRows } = await trx
    .updateTable('backend_messages')
    .set({ reserved_until: search.now + backend.settings.recentTaskMs, reserved_by: taskId })
    .where('id', '=', id)
    .where('wanted', '=', type)
    .where(({ or, eb }) => or([eb('reserved_until', 'is', null), eb('reserved_until', '<=', search.now)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
