import { codes } from '../../oasst/errors.ts';
import type { TaskRequestType, TaskType } from '../../oasst/protocol.ts';
import { prepared, preparedInsert } from '../../store/prepared.ts';
import { transactLazily } from '../../store/transact-lazily.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { RequestError } from '../errors.ts';
import type { Client } from '../keys/clients.ts';
import { turnedOff } from '../settings/turned-off.ts';
import { drawTrees } from '../trees/lottery.ts';
import { lockUser } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import { countWanted } from './availability.ts';
import { type Search, searchFor } from './available/search.ts';
import { drawTask } from './choice.ts';
import { labelAssistantReply, labelInitialPrompt, labelPrompterReply, rateSummary } from './judging.ts';
import { choiceIn, offTypes } from './part-of-campaign.ts';
import type { Preparation, PreparedTask, PrepareTask } from './preparing.ts';
import { rankAssistantReplies, rankInitialPrompts, rankPrompterReplies } from './ranking.ts';
import { type HandedOutTask, TaskResponseSchema } from './responses.ts';
import { assistantReply, initialPrompt, prompterReply, summarizeStory } from './writing.ts';

const kinds: Record<TaskType, PrepareTask> = {
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

export type TaskQuery = {
  type: TaskRequestType;
  lang: string;
  collective: boolean;
  /** One that is open, and in this language; null for none. */
  campaign: CampaignRow | null;
};

/**
 * Finds a task for somebody, stores it and gives its wire form. A task that a power cut takes back was not
 * acked yet: the ack of it would have taken both to the disk, and its refusal tells the person before they
 * write.
 * @throws RequestError: 400 1012 with too many pending tasks, 503 1006 when there is nothing of that kind
 */
export async function handOut(
  backend: Backend,
  client: Client,
  user: UserRow,
  wish: TaskQuery,
): Promise<HandedOutTask> {
  const { lang, campaign } = wish;
  await drawTrees(backend, { lang, campaign }, backend.settings.drawsPerTaskRequest);
  return transactLazily(backend.db, async (trx) => {
    const seeker = { userId: user.id, lang, campaignId: campaign?.id ?? null, now: backend.now() };
    const search = searchFor(backend.settings, seeker);
    await lockUser(trx, user.id);
    await mustHaveRoom(backend, trx, search);
    const taskId = backend.newId();
    const at = { backend, trx, search, campaign, taskId, explicit: wish.type !== 'random' };
    const drawn = wish.type === 'random' ? await drawOpen(at) : await findOf(at, wish.type);
    if (!drawn) throw nothingToDo(wish.type);
    const { type, found } = drawn;
    await store(backend, trx, { taskId, type, client, search, wish, found });
    return TaskResponseSchema.parse({ id: taskId, type, ...found.view, ...campaignField(campaign) });
  });
}

function campaignField(campaign: CampaignRow | null) {
  return campaign ? { campaign: { id: campaign.id, name: campaign.name, topic: campaign.topic } } : {};
}

async function findOf(at: Preparation, type: TaskType) {
  const { settings } = at.backend;
  if (at.campaign && offTypes(settings, at.campaign).has(type)) return undefined;
  const found = await kinds[type](at);
  return found && { type, found };
}

function drawOpen(at: Preparation) {
  const { backend, trx, search, campaign } = at;
  const countOf = (type: TaskType) => countWanted(trx, search.lang, type);
  const { settings, random } = backend;
  const choice = campaign
    ? choiceIn(settings, campaign)
    : { weights: settings.taskWeights, off: turnedOff(settings) };
  return drawTask({ find: (type) => kinds[type](at), countOf }, choice, random);
}

async function mustHaveRoom({ settings }: Backend, trx: Trx, { userId, now }: Search) {
  const { maxPending: most, recentTaskMs } = settings;
  const pending = await pendingTasks(trx, { userId, since: now - recentTaskMs, most });
  if (pending.length >= most)
    throw new RequestError(400, codes.tooManyPendingTasks, 'User has too many pending tasks.');
}

const pendingTasks = prepared(
  (db, { userId, since, most }: { userId: string; since: number; most: number }) =>
    db
      .selectFrom('backend_tasks')
      .select('id')
      .where('user_id', '=', userId)
      .where('created_at', '>', since)
      .where('done_at', 'is', null)
      .where('skipped_at', 'is', null)
      .limit(most),
);

type NewTask = {
  taskId: string;
  type: TaskType;
  client: Client;
  search: Search;
  wish: TaskQuery;
  found: PreparedTask;
};

async function store({ settings }: Backend, trx: Trx, task: NewTask) {
  const { taskId, type, client, search, wish, found } = task;
  await addTask(trx, {
    id: taskId,
    client: client.name,
    user_id: search.userId,
    type,
    lang: wish.lang,
    subject_id: found.subjectId,
    payload: payloadOf(found),
    label_mode: found.labelMode ?? null,
    collective: wish.collective ? 1 : 0,
    created_at: search.now,
    expires_at: search.now + settings.taskValidityMs,
    acked_id: null,
    done_at: null,
    skipped_at: null,
    skip_reason: null,
    campaign_id: search.campaignId,
  });
}

const addTask = preparedInsert('backend_tasks');

function payloadOf({ candidates, twins = {}, partial = false }: PreparedTask) {
  return JSON.stringify({
    candidates,
    ...(Object.keys(twins).length > 0 ? { twins } : {}),
    ...(partial ? { partial } : {}),
  });
}

function nothingToDo(type: TaskRequestType) {
  return new RequestError(
    503,
    codes.taskTypeNotAvailable,
    `No tasks of type '${type}' are currently available.`,
  );
}
