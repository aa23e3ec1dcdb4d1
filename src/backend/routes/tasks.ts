import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { codes } from '../../oasst/errors.ts';
import { submit } from '../answers/submit.ts';
import { askingClient, askingUser, givenKey, givenUser, pathId } from '../asking.ts';
import { countAvailable } from '../availability.ts';
import { parsed, readBody, readJson } from '../body.ts';
import type { Backend } from '../context.ts';
import { drawTrees } from '../lottery.ts';
import { mustBeAllowed, userOf } from '../people.ts';
import { Malformed, Refusal } from '../refusal.ts';
import { DEFAULT_LANG } from '../settings.ts';
import { ack, close } from '../tasks/ack.ts';
import { handOut } from '../tasks/hand-out.ts';
import { skip } from '../tasks/skip.ts';
import { Ack, type Answer, answers, Close, Nack, Person, TaskRequest } from '../wire.ts';

/** Adds everything under `/tasks`. */
export function addTaskRoutes(app: Hono, backend: Backend): void {
  app.post('/api/v1/tasks/', async (c) => c.json(await requestTask(backend, c)));
  app.post('/api/v1/tasks/availability', async (c) => c.json(await availability(backend, c)));
  app.post('/api/v1/tasks/interaction', async (c) => {
    const answer = readAnswer(await readJson(c));
    await submit(backend, askingClient(backend, c), answer);
    return c.json({ id: backend.newId(), type: 'task_done' });
  });
  app.post('/api/v1/tasks/close', async (c) => {
    const { message_id } = await readBody(c, Close);
    await close(backend, askingClient(backend, c), message_id);
    return c.json({ id: backend.newId(), type: 'task_done' });
  });
  app.post('/api/v1/tasks/:task_id/ack', async (c) => {
    const taskId = pathId(c, 'task_id');
    const { message_id } = await readBody(c, Ack);
    const client = askingClient(backend, c);
    await askingUser(backend, c, client);
    await ack(backend, client, taskId, message_id);
    return c.body(null, 204);
  });
  app.post('/api/v1/tasks/:task_id/nack', async (c) => {
    const taskId = pathId(c, 'task_id');
    const { reason } = await readBody(c, Nack);
    const client = askingClient(backend, c);
    const user = await askingUser(backend, c, client);
    if (!user) throw noUser();
    mustBeAllowed(user, backend.settings);
    await skip(backend, client, user, taskId, reason ?? null);
    return c.body(null, 204);
  });
}

async function requestTask(backend: Backend, c: Context) {
  const body = await readJson(c);
  limit(backend, c, body);
  const request = parsed(TaskRequest, body, 'body');
  const client = askingClient(backend, c);
  if (!request.user) throw noUser();
  const user = await userOf(backend, client, request.user, codes.taskGenerationFailed);
  mustBeAllowed(user, backend.settings);
  return handOut(backend, client, user, {
    type: request.type,
    lang: request.lang || DEFAULT_LANG,
    collective: request.collective ?? false,
  });
}

const Asked = z.object({
  type: z.unknown().optional(),
  user: z.object({ id: z.coerce.string(), auth_method: z.coerce.string() }).nullish().catch(undefined),
});

/** Counts the request before its form is checked, by the header's user if there is one, else by the body's. */
function limit({ limiter, settings }: Backend, c: Context, body: unknown) {
  const { type, user } = Asked.safeParse(body).data ?? {};
  const person = givenUser(c)?.join(':') ?? (user ? `${user.auth_method}:${user.id}` : undefined);
  const key = givenKey(c) ?? '';
  if (person === undefined) return limiter.count(JSON.stringify([key]), settings.limits.withoutPerson);
  limiter.count(JSON.stringify([key, person]), settings.limits.person);
  if (type === 'assistant_reply')
    limiter.count(JSON.stringify([key, person, type]), settings.limits.assistantReply);
  if (type === 'prompter_reply')
    limiter.count(JSON.stringify([key, person, type]), settings.limits.prompterReply);
}

async function availability(backend: Backend, c: Context) {
  const person = parsed(Person.nullish(), (await readJson(c)) ?? null, 'body');
  const client = askingClient(backend, c);
  if (!person) throw noUser();
  const user = await userOf(backend, client, person, codes.taskAvailabilityFailed);
  mustBeAllowed(user, backend.settings);
  const lang = c.req.query('lang') || DEFAULT_LANG;
  await drawTrees(backend, lang, backend.settings.drawsPerAvailability);
  const counts = await countAvailable(backend, backend.db, { userId: user.id, lang, now: backend.now() });
  return { random: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts };
}

const Typed = z.object({
  type: z.enum(['text_reply_to_message', 'message_rating', 'message_ranking', 'text_labels']),
});

/** The answer of the type it names; without a type, of the first kind it fits. Throws Malformed. */
function readAnswer(body: unknown): Answer {
  const named = Typed.safeParse(body).data;
  if (named) return parsed<Answer>(answers[named.type], body, 'body');
  if (typeof body !== 'object' || body === null || 'type' in body) throw notAnAnswer(body);
  for (const schema of Object.values(answers)) {
    const { data } = schema.safeParse(body);
    if (data) return data;
  }
  return parsed<Answer>(answers.text_reply_to_message, body, 'body');
}

function notAnAnswer(body: unknown) {
  if (body === undefined)
    return new Malformed([{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]);
  const isObject = typeof body === 'object' && body !== null;
  return new Malformed([
    isObject
      ? { loc: ['body', 'type'], msg: 'unexpected value', type: 'value_error.const' }
      : { loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' },
  ]);
}

function noUser() {
  return new Refusal(400, codes.userNotSpecified, 'User required');
}
