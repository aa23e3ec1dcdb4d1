import { countPromptPlaces } from '../availability.ts';
import { conversationViews } from '../message-view.ts';
import { conversationTo, messageById } from '../messages.ts';
import { pickOpen } from '../open-work.ts';
import { draw } from '../rules/choice.ts';
import { storiesToSummarise, toAnswer } from '../selection.ts';
import type { Prepare, Preparing } from './preparing.ts';

const TRIES = 5; // when others keep reserving the message that was just picked

/** A new prompt, while the language can take one. */
export const initialPrompt: Prepare = async ({ backend, trx, seeker }) => {
  if ((await countPromptPlaces(backend, trx, seeker.lang)) === 0) return undefined;
  return { subjectId: null, view: { hint: null } };
};

/** A reply as the person who asks. */
export const prompterReply: Prepare = async (at) => {
  const prepared = await reply(at, 'prompter_reply');
  return prepared && { ...prepared, view: { hint: null, ...prepared.view } };
};

/** A reply as the assistant. */
export const assistantReply: Prepare = (at) => reply(at, 'assistant_reply');

/** A story to be put in a few words. */
export const summarizeStory: Prepare = async ({ backend, trx, seeker }) => {
  const open = storiesToSummarise({ db: trx, settings: backend.settings }, seeker);
  const id = await pickOpen(trx, open.select('backend_stories.id'), backend.random);
  if (id === undefined) return undefined;
  const { text } = await trx
    .selectFrom('backend_stories')
    .select('text')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { subjectId: id, view: { story: text } };
};

async function reply(at: Preparing, type: 'prompter_reply' | 'assistant_reply') {
  const { trx, seeker } = at;
  const id = await reserveParent(at, type);
  if (id === undefined) return undefined;
  const conversation = await conversationTo(trx, await messageById(trx, id));
  const messages = await conversationViews(trx, conversation, seeker.userId);
  return { subjectId: id, view: { conversation: { messages } } };
}

async function reserveParent(at: Preparing, type: 'prompter_reply' | 'assistant_reply') {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const id = await pickParent(at, type);
    if (id === undefined || (await reserve(at, id))) return id;
  }
  return undefined;
}

/** A message with exactly one reply is preferred for the next, so that there is something to compare. */
async function pickParent({ backend, trx, seeker }: Preparing, type: 'prompter_reply' | 'assistant_reply') {
  const { preferLonely, lonelyChildren } = backend.settings;
  const open = toAnswer(trx, seeker, [type]).select('backend_messages.id');
  const lonely =
    type === 'assistant_reply'
      ? open.where('child_count', '>', 0).where('child_count', '<', lonelyChildren)
      : undefined;
  const choices = [
    { ids: lonely, weight: preferLonely },
    { ids: undefined, weight: 1 - preferLonely },
  ];
  const { ids } = draw(choices, ({ weight }) => weight, backend.random) ?? {};
  const preferred = ids && (await pickOpen(trx, ids, backend.random));
  return preferred ?? pickOpen(trx, open, backend.random);
}

/** Keeps the parent to this task for a while; false when another task was quicker. */
async function reserve({ backend, trx, seeker, taskId }: Preparing, id: string) {
  const { numUpdatedRows } = await trx
    .updateTable('backend_messages')
    .set({ reserved_until: seeker.now + backend.settings.recentTaskMs, reserved_by: taskId })
    .where('id', '=', id)
    .where(({ or, eb }) => or([eb('reserved_until', 'is', null), eb('reserved_until', '<=', seeker.now)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
