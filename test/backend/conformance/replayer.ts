import { z } from 'zod';
import type { Reply, TestBackend } from '../support/backend.ts';
import { codeOf } from './compare.ts';
import type { Exchange } from './record.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && new RegExp(`^${uuid.source}$`).test(value);
const isCursor = (value: unknown): value is string => typeof value === 'string' && value.includes('$');

const RecordedMessage = z.object({ id: z.string(), frontend_message_id: z.string() });
const RecordedUser = z.object({ id: z.string(), user_id: z.string(), auth_method: z.string() });

const RecordedAnswer = z.object({
  user: z.object({ id: z.union([z.string(), z.number()]) }),
  message_id: z.union([z.string(), z.number()]),
  task_id: z.string().nullish(),
  type: z.string().optional(),
});

export type Replayer = {
  /** Sends a recorded request, with our ids for the recorded ones. */
  send(exchange: Exchange): Promise<Reply>;
  /** Says which of our ids stands for a recorded one. */
  assume(theirs: string, mine: string): void;
};

/**
 * Sends recorded requests to a backend, with the ids that this backend gave instead of the recorded ones: those of
 * tasks and the cursors of pages are learned from the answers, those of messages and people from what the record says
 * about them. `keys` gives our key for each recorded one.
 */
export function replayer(
  backend: TestBackend,
  exchanges: readonly Exchange[],
  keys: ReadonlyMap<string, string>,
): Replayer {
  const ours = new Map<string, string>();
  const cursors = new Map<string, string>();
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
    assume: (theirs, mine) => void ours.set(theirs, mine),
    async send({ request, response }) {
      let asked = JSON.stringify([request.path, request.body ?? null, request.headers ?? {}]);
      for (const [theirs, mine] of cursors)
        asked = asked.replaceAll(encodeURIComponent(theirs), encodeURIComponent(mine));
      for (const id of asked.match(uuid) ?? []) await find(id);
      const [path, body, headers] = z
        .tuple([z.string(), z.unknown(), z.record(z.string(), z.string())])
        .parse(JSON.parse(asked.replaceAll(uuid, (id) => ours.get(id) ?? id)));
      await ackUnrecorded(body, codeOf(response.body));
      const { 'X-API-Key': key, ...rest } = headers;
      const reply = await backend.call(
        request.method,
        path.replace('api_key=1234', `api_key=${keys.get('1234')}`),
        {
          key: key === undefined ? null : (keys.get(key) ?? key),
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
  async function ackUnrecorded(body: unknown, code: number | undefined) {
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

  async function find(id: string) {
    if (ours.has(id)) return;
    const frontendId = messages.get(id);
    const username = users.get(id);
    const row = frontendId
      ? await backend.db
          .selectFrom('backend_messages')
          .select('id')
          .where('frontend_message_id', '=', frontendId)
          .executeTakeFirst()
      : username
        ? await backend.db
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
    if (isCursor(theirs) && isCursor(mine)) cursors.set(theirs, mine);
    if (typeof theirs !== 'object' || theirs === null || typeof mine !== 'object' || mine === null) return;
    if (Array.isArray(theirs)) return;
    for (const key of ['id', 'message_id', 'next', 'prev'])
      learn(Reflect.get(theirs, key), Reflect.get(mine, key));
  }
}

function walk(value: unknown, visit: (value: object) => void) {
  if (typeof value !== 'object' || value === null) return;
  visit(value);
  for (const child of Object.values(value)) walk(child, visit);
}
