import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Reply, TestBackend } from './backend.ts';

const file = new URL('../../../../shared/oasst-exchanges.json', import.meta.url);

const Exchange = z.object({
  name: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    headers: z.record(z.string(), z.string()).nullish(),
    body: z.unknown(),
  }),
  response: z.object({ status: z.number(), body: z.unknown() }),
});
export type Exchange = z.infer<typeof Exchange>;

/** What a real backend answered; undefined where the record is not at hand. */
export const recorded: readonly Exchange[] | undefined = existsSync(file)
  ? z.array(Exchange).parse(JSON.parse(readFileSync(file, 'utf8')))
  : undefined;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${uuid.source}$`).test(value);

const RecordedMessage = z.object({ id: z.string(), frontend_message_id: z.string() });
const RecordedUser = z.object({ id: z.string(), user_id: z.string(), auth_method: z.string() });

const RecordedAnswer = z.object({
  user: z.object({ id: z.union([z.string(), z.number()]) }),
  message_id: z.union([z.string(), z.number()]),
  task_id: z.string().nullish(),
  type: z.string().optional(),
});

/** The OASST code of an error body. */
export function codeOf(body: unknown): number | undefined {
  return z.object({ error_code: z.number() }).safeParse(body).data?.error_code;
}

/**
 * Sends recorded requests to a backend, with the ids that this backend gave instead of the recorded ones: those of
 * tasks are learned from the answers, those of messages and people from what the record says about them.
 */
export function replayer(exchanges: readonly Exchange[], keys: Record<string, string>) {
  const ours = new Map<string, string>();
  const messages = new Map<string, string>();
  const users = new Map<string, string>();
  for (const { response } of exchanges)
    walk(response.body, (value) => {
      const message = RecordedMessage.safeParse(value).data;
      if (message) messages.set(message.id, message.frontend_message_id);
      const user = RecordedUser.safeParse(value).data;
      if (user && !users.has(user.user_id)) users.set(user.user_id, user.id); // later it may read `deleted_…`
    });

  return {
    async send(backend: TestBackend, { request, response }: Exchange): Promise<Reply> {
      const asked = JSON.stringify([request.path, request.body ?? null, request.headers ?? {}]);
      for (const id of asked.match(uuid) ?? []) await find(backend, id);
      const [path, body, headers] = z
        .tuple([z.string(), z.unknown(), z.record(z.string(), z.string())])
        .parse(JSON.parse(asked.replaceAll(uuid, (id) => ours.get(id) ?? id)));
      await ackUnrecorded(backend, body, codeOf(response.body));
      const { 'X-API-Key': key, ...rest } = headers;
      const reply = await backend.call(
        request.method,
        path.replace('api_key=1234', `api_key=${keys['1234']}`),
        {
          key: key === undefined ? null : (keys[key] ?? key),
          headers: Object.fromEntries(
            Object.entries(rest).map(([name, value]) => [name.toLowerCase(), value]),
          ),
          ...(typeof body === 'string' ? { raw: body } : body === null ? {} : { body }),
        },
      );
      learn(response.body, reply.body);
      return reply;
    },
  };

  /** Not every ack is in the record: the newest task of that person is acked when an answer was taken or judged. */
  async function ackUnrecorded(backend: TestBackend, body: unknown, code: number | undefined) {
    const answer = RecordedAnswer.safeParse(body).data;
    if (!answer || (answer.type === 'text_labels' && !answer.task_id)) return;
    if (code === 2100 || code === 2104 || code === 2000 || code === 2001) return;
    const open = backend.db
      .selectFrom('backend_tasks')
      .innerJoin('backend_users', 'backend_users.id', 'backend_tasks.user_id')
      .select('backend_tasks.id')
      .where('backend_tasks.acked_id', 'is', null);
    const task = await (answer.task_id
      ? open.where('backend_tasks.id', '=', answer.task_id)
      : open
          .where('backend_users.username', '=', String(answer.user.id))
          .orderBy('backend_tasks.created_at', 'desc')
    ).executeTakeFirst();
    const taken = await backend.db
      .selectFrom('backend_tasks')
      .select('id')
      .where('acked_id', '=', String(answer.message_id))
      .executeTakeFirst();
    if (!task || (taken && !answer.task_id)) return;
    const acked_id = answer.task_id ? `unrecorded-${answer.task_id}` : String(answer.message_id);
    await backend.db.updateTable('backend_tasks').set({ acked_id }).where('id', '=', task.id).execute();
  }

  async function find({ db }: TestBackend, id: string) {
    if (ours.has(id)) return;
    const frontendId = messages.get(id);
    const username = users.get(id);
    const row = frontendId
      ? await db
          .selectFrom('backend_messages')
          .select('id')
          .where('frontend_message_id', '=', frontendId)
          .executeTakeFirst()
      : username
        ? await db
            .selectFrom('backend_users')
            .select('id')
            .where('username', '=', username)
            .where('client', '=', 'bot')
            .executeTakeFirst()
        : undefined;
    if (row) ours.set(id, row.id);
  }

  function learn(theirs: unknown, mine: unknown) {
    if (isUuid(theirs) && isUuid(mine)) ours.set(theirs, mine);
    if (typeof theirs !== 'object' || theirs === null || typeof mine !== 'object' || mine === null) return;
    if (!Array.isArray(theirs))
      for (const key of ['id', 'message_id']) learn(Reflect.get(theirs, key), Reflect.get(mine, key));
  }
}

function walk(value: unknown, visit: (value: object) => void) {
  if (typeof value !== 'object' || value === null) return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}
