import type { Context } from 'hono';
import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { enterCampaign } from '../../campaigns/enter.ts';
import type { Backend } from '../../context.ts';
import { RequestError } from '../../errors.ts';
import { Uuid } from '../../fields.ts';
import { isLanguage, LANGUAGE_RULE, Lang } from '../../request-fields.ts';
import { DEFAULT_LANG } from '../../settings/settings.ts';
import { ack, close } from '../../tasks/ack.ts';
import { submit } from '../../tasks/answers/submit.ts';
import { countAvailable } from '../../tasks/availability.ts';
import { searchFor } from '../../tasks/available/search.ts';
import { handOut } from '../../tasks/hand-out.ts';
import {
  AckRequestSchema,
  AnswerRequestSchema,
  CloseRequestSchema,
  NackRequestSchema,
  readAnswer,
  TaskRequestSchema,
} from '../../tasks/requests.ts';
import {
  AvailabilityResponseSchema,
  TaskDoneResponseSchema,
  TaskResponseSchema,
} from '../../tasks/responses.ts';
import { skip } from '../../tasks/skip.ts';
import { drawTrees } from '../../trees/lottery.ts';
import { ensureUser, mustBeAllowed } from '../../users/people.ts';
import { PersonSchema } from '../../users/requests.ts';
import type { Api } from '../api/endpoint.ts';
import { givenKey, givenUser } from '../asking.ts';
import type { Limiter } from '../limiter.ts';

const TaskPath = z.object({ task_id: Uuid });
const tag = 'tasks';

/** Adds everything under `/tasks`. */
export function addTaskRoutes({ add, backend }: Api, limiter: Limiter): void {
  add(
    {
      method: 'post',
      path: '/tasks/',
      tag,
      summary: 'Hands out a task',
      description: 'Ack it before it is answered. 503 with 1006 only says that there is nothing to do now.',
      access: 'key',
      work: true,
      body: TaskRequestSchema,
      first: (c, body) => limit(limiter, backend, c, body),
      answer: TaskResponseSchema,
    },
    async ({ body, client }) => {
      if (!body.user) throw noUser();
      const user = await ensureUser(backend, client, body.user, codes.taskGenerationFailed);
      mustBeAllowed(user, backend.settings);
      const { type, lang, collective } = body;
      mustBeLanguage(lang || DEFAULT_LANG, codes.taskGenerationFailed);
      const campaign = body.campaign
        ? await enterCampaign(backend, body.campaign, lang || DEFAULT_LANG)
        : null;
      const wish = { type, lang: lang || DEFAULT_LANG, collective: collective ?? false, campaign };
      return handOut(backend, client, user, wish);
    },
  );

  add(
    {
      method: 'post',
      path: '/tasks/availability',
      tag,
      summary: 'How many tasks of each type a person could be given',
      access: 'key',
      work: true,
      query: z.object({
        lang: Lang.optional(),
        campaign: Uuid.optional().describe('An addition of this backend: only work of this campaign.'),
      }),
      body: PersonSchema.nullish(),
      answer: AvailabilityResponseSchema,
    },
    async ({ body, client, query }) => {
      if (!body) throw noUser();
      const user = await ensureUser(backend, client, body, codes.taskAvailabilityFailed);
      mustBeAllowed(user, backend.settings);
      const lang = query.lang || DEFAULT_LANG;
      mustBeLanguage(lang, codes.taskAvailabilityFailed);
      const campaign = query.campaign ? await enterCampaign(backend, query.campaign, lang) : null;
      await drawTrees(backend, { lang, campaign }, backend.settings.drawsPerAvailability);
      const seeker = { userId: user.id, lang, campaignId: campaign?.id ?? null, now: backend.now() };
      const search = searchFor(backend.settings, seeker);
      const counts = await countAvailable(backend, backend.db, search, campaign);
      return { random: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts };
    },
  );

  add(
    {
      method: 'post',
      path: '/tasks/interaction',
      tag,
      summary: 'Takes an answer: a text, labels, a ranking or a rating',
      description:
        'Without `type`, the first kind that the body fits is taken. Labels without `task_id` belong to no task: they are ' +
        'stored, and the task stays open.',
      access: 'key',
      work: true,
      refuses: [404],
      body: AnswerRequestSchema,
      read: readAnswer,
      answer: TaskDoneResponseSchema,
    },
    async ({ body, client }) => {
      await submit(backend, client, body);
      return { id: backend.newId(), type: 'task_done' as const };
    },
  );

  add(
    {
      method: 'post',
      path: '/tasks/close',
      tag,
      summary: 'Ends a collective task',
      access: 'key',
      body: CloseRequestSchema,
      answer: TaskDoneResponseSchema,
    },
    async ({ body, client }) => {
      await close(backend, client, body.message_id);
      return { id: backend.newId(), type: 'task_done' as const };
    },
  );

  add(
    {
      method: 'post',
      path: '/tasks/{task_id}/ack',
      tag,
      summary: 'Binds a front end’s own id to a task',
      description: 'The id must be new for ever within the client, because answers find their task by it.',
      access: 'key',
      viewer: 'optional',
      params: TaskPath,
      body: AckRequestSchema,
      status: 204,
    },
    ({ params, body, client }) => ack(backend, client, params.task_id, body.message_id).then(() => undefined),
  );

  add(
    {
      method: 'post',
      path: '/tasks/{task_id}/nack',
      tag,
      summary: 'Skips a task',
      access: 'key',
      work: true,
      viewer: 'required',
      params: TaskPath,
      body: NackRequestSchema,
      status: 204,
    },
    async ({ params, body, client, viewer }) => {
      if (!viewer) throw noUser();
      mustBeAllowed(viewer, backend.settings);
      await skip(backend, client, viewer, params.task_id, body.reason ?? null);
      return undefined;
    },
  );
}

const Asker = z.object({
  type: z.unknown().optional(),
  user: z.object({ id: z.coerce.string(), auth_method: z.coerce.string() }).nullish().catch(undefined),
});

/**
 * Counts the request before its form is checked: for the person in the body, who gets the task, and for one in the header,
 * whom the reference counts. A header alone gets nobody more than their share.
 */
function limit(limiter: Limiter, { settings }: Backend, c: Context, body: unknown) {
  const { type, user } = Asker.safeParse(body).data ?? {};
  const named = [user && [user.auth_method, user.id], givenUser(c)];
  const people = new Set(named.flatMap((person) => (person ? [person.join(':')] : [])));
  const key = givenKey(c) ?? '';
  if (people.size === 0) return limiter.count([key], settings.limits.withoutPerson);
  for (const person of people) {
    limiter.count([key, person], settings.limits.person);
    if (type === 'assistant_reply') limiter.count([key, person, type], settings.limits.assistantReply);
    if (type === 'prompter_reply') limiter.count([key, person, type], settings.limits.prompterReply);
  }
}

function noUser() {
  return new RequestError(400, codes.userNotSpecified, 'User required');
}

function mustBeLanguage(lang: string, code: number) {
  if (!isLanguage(lang)) throw new RequestError(400, code, `lang must be ${LANGUAGE_RULE}.`);
}
