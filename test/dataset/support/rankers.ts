import { createBackend } from '../../../src/backend/backend.ts';
import { trustedKey } from '../../../src/backend/keys/clients.ts';
import { defaults, type Settings } from '../../../src/backend/settings/settings.ts';
import { Task } from '../../../src/oasst/tasks.ts';
import type { Db } from './text.ts';

const KEY = 'k';
let acks = 0;

/** People who rank, and what moderators do with them, through the backend's API on this collection. */
export type Ranker = ReturnType<typeof rankers>;

/** A backend on the collection and the people who use it; they are named by their Discord ids. */
export function rankers(db: Db, settings: Partial<Settings> = {}) {
  const endless = { most: 1_000_000, ms: 1_000 };
  const limits = { person: endless, assistantReply: endless, prompterReply: endless, withoutPerson: endless };
  const app = createBackend({
    db,
    now: () => Date.UTC(2026, 5, 2) + acks,
    random: Math.random,
    keys: [trustedKey(KEY)],
    log: { error() {} },
    settings: { ...defaults, limits, ...settings },
  });
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': KEY };
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    return app.request(`/api/v1${path}`, { method, headers, ...init });
  };
  const userOf = (id: string) => ({ id, display_name: id, auth_method: 'discord' });
  const idOf = async (id: string) => {
    const reply = await call('GET', `/frontend_users/discord/${id}`);
    return String(((await reply.json()) as { user_id: string }).user_id);
  };

  return {
    call,
    /** The texts of the candidates that somebody is shown, and what sends their answer; undefined when there is nothing. */
    async asked(
      id: string,
      type: 'rank_assistant_replies' | 'rank_prompter_replies' = 'rank_assistant_replies',
    ) {
      const reply = await call('POST', '/tasks/', { type, user: userOf(id), lang: 'en' });
      if (reply.status === 503) return undefined;
      const task = Task.parse(await reply.json());
      if (task.type !== type) throw new Error(`a task of type ${task.type}`);
      const texts = task.reply_messages.map(({ text }) => text);
      return {
        texts,
        async answer(order: readonly string[]) {
          acks += 1;
          const message_id = `ack ${acks}`;
          await call('POST', `/tasks/${task.id}/ack`, { message_id });
          const ranking = order.map((text) => texts.indexOf(text));
          const answer = { type: 'message_ranking', user: userOf(id), message_id, ranking };
          const sent = await call('POST', '/tasks/interaction', answer);
          if (sent.status !== 200) throw new Error(await sent.text());
        },
      };
    },
    /** Ranks what they are shown, best first. */
    async rank(id: string, order: readonly string[]) {
      const asked = await this.asked(id);
      if (!asked) throw new Error(`nothing to rank for ${id}`);
      await asked.answer(order);
    },
    enable: async (id: string, enabled: boolean) =>
      call('PUT', `/users/${await idOf(id)}?enabled=${enabled}`),
    remove: async (id: string) => call('DELETE', `/users/${await idOf(id)}`),
    purge: async (id: string) => call('POST', `/admin/purge_user/${await idOf(id)}?preview=false&ban=true`),
    merge: async (destination: string, source: string) =>
      call('POST', '/admin/merge_users', {
        destination_user_id: await idOf(destination),
        source_user_ids: [await idOf(source)],
      }),
  };
}
