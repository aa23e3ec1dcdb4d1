import { codes } from '../../oasst/errors.ts';
import type { TaskRequestType, TaskType } from '../../oasst/protocol.ts';
import { transactLazily } from '../../store/transact-lazily.ts';
import { countSome } from '../availability.ts';
import type { Client } from '../clients.ts';
import type { Backend, Trx } from '../context.ts';
import { drawTrees } from '../lottery.ts';
import { lockUser, type User } from '../people.ts';
import { Refusal } from '../refusal.ts';
import { drawType } from '../rules/choice.ts';
import type { Seeker } from '../selection.ts';
import { OutTask } from '../shapes/tasks.ts';
import { labelAssistantReply, labelInitialPrompt, labelPrompterReply, rateSummary } from './judging.ts';
import type { Prepare, Prepared } from './preparing.ts';
import { rankAssistantReplies, rankInitialPrompts, rankPrompterReplies } from './ranking.ts';
import { assistantReply, initialPrompt, prompterReply, summarizeStory } from './writing.ts';

const kinds: Record<TaskType, Prepare> = {
  summarize_story: summarizeStory,
  rate_summary: rateSummary,
  initial_prompt: initialPrompt,
  prompter_reply: prompterReply,
  assistant_reply: assistantReply,
  rank_initial_prompts: rankInitialPrompts,
  rank_prompter_replies: rankPrompterReplies,
  rank_assistant_replies: rankAssistantReplies,
  label_initial_prompt: labelInitialPrompt,
  label_prompter_reply: labelPrompterReply,
  label_assistant_reply: labelAssistantReply,
};

export type TaskWish = { type: TaskRequestType; lang: string; collective: boolean };

/**
 * Finds a task for somebody, stores it and gives its wire form. A task that a power cut takes back was not acked yet:
 * the ack of it would have taken both to the disk, and its refusal tells the person before they write.
 * Throws Refusal: 400 1012 with too many pending tasks, 503 1006 when there is nothing of that kind.
 */
export async function handOut(
  backend: Backend,
  client: Client,
  user: User,
  wish: TaskWish,
): Promise<OutTask> {
  await drawTrees(backend, wish.lang, backend.settings.drawsPerTaskRequest);
  return transactLazily(backend.db, async (trx) => {
    const seeker = { userId: user.id, lang: wish.lang, now: backend.now() };
    await lockUser(trx, user.id);
    await mustHaveRoom(backend, trx, seeker);
    const type = wish.type === 'random' ? await drawOpenType(backend, trx, seeker) : wish.type;
    const taskId = backend.newId();
    const at = { backend, trx, seeker, taskId, explicit: wish.type !== 'random' };
    const prepared = type && (await kinds[type](at));
    if (!type || !prepared) throw nothingToDo(wish.type);
    await store(backend, trx, { taskId, type, client, seeker, wish, prepared });
    return OutTask.parse({ id: taskId, type, ...prepared.view });
  });
}

function drawOpenType(backend: Backend, trx: Trx, seeker: Seeker) {
  const countOf = (type: TaskType) => countSome(backend, trx, seeker, type);
  return drawType(countOf, backend.settings.taskWeights, backend.random);
}

async function mustHaveRoom({ settings }: Backend, trx: Trx, { userId, now }: Seeker) {
  const pending = await trx
    .selectFrom('backend_tasks')
    .select('id')
    .where('user_id', '=', userId)
    .where('created_at', '>', now - settings.recentTaskMs)
    .where('done_at', 'is', null)
    .where('skipped_at', 'is', null)
    .limit(settings.maxPending)
    .execute();
  if (pending.length >= settings.maxPending)
    throw new Refusal(400, codes.tooManyPendingTasks, 'User has too many pending tasks.');
}

type NewTask = {
  taskId: string;
  type: TaskType;
  client: Client;
  seeker: Seeker;
  wish: TaskWish;
  prepared: Prepared;
};

async function store({ settings }: Backend, trx: Trx, task: NewTask) {
  const { taskId, type, client, seeker, wish, prepared } = task;
  await trx
    .insertInto('backend_tasks')
    .values({
      id: taskId,
      client: client.name,
      user_id: seeker.userId,
      type,
      lang: wish.lang,
      subject_id: prepared.subjectId,
      payload: JSON.stringify({ candidates: prepared.candidates }),
      label_mode: prepared.labelMode ?? null,
      collective: wish.collective ? 1 : 0,
      created_at: seeker.now,
      expires_at: seeker.now + settings.taskValidityMs,
      acked_id: null,
      done_at: null,
      skipped_at: null,
      skip_reason: null,
    })
    .execute();
}

function nothingToDo(type: TaskRequestType) {
  return new Refusal(503, codes.taskTypeNotAvailable, `No tasks of type '${type}' are currently available.`);
}
