import { z } from 'zod';
import type { TaskRequestType } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import type { Stopwatch } from '../support/timing.ts';

/** The backend, reached as a front end reaches it. */
export type Call = (path: string, body: object, headers?: Record<string, string>) => Promise<Response>;

/** The same for what is only looked at. */
export type Look = (path: string) => Promise<Response>;

export type Crowd = {
  /** Somebody asks for a task, acks and answers it; each call is timed. False when there was none. */
  work(type: TaskRequestType): Promise<boolean>;
  /** Somebody asks for a task and hands it back; both are timed. False when there was none. */
  skip(type: TaskRequestType): Promise<boolean>;
};

const Code = z.object({ error_code: z.number() });
const NOTHING_TO_DO = 1006;

/** Who works: so many people, with the usernames of a built collection. Crowds of one backend have unlike names. */
export type Workers = { people: number; langs: readonly string[]; name?: string };

/** People who take turns. */
export function crowd(call: Call, watch: Stopwatch, { people, langs, name = 'timed' }: Workers): Crowd {
  let turn = 0;
  let ids = 0;

  return {
    async work(type) {
      const { user, task } = await ask(type);
      if (!task) return false;
      ids += 1;
      const messageId = `${name}-${ids}`;
      await mustSucceed(watch.time('ack', () => call(`/tasks/${task.id}/ack`, { message_id: messageId })));
      const answer = { user, ...answerTo(task, messageId) };
      await mustSucceed(watch.time(`answer ${answer.type}`, () => call('/tasks/interaction', answer)));
      return true;
    },
    async skip(type) {
      const { user, task } = await ask(type);
      if (!task) return false;
      const headers = { 'x-oasst-user': `discord:${user.id}` };
      await mustSucceed(watch.time('nack', () => call(`/tasks/${task.id}/nack`, { reason: null }, headers)));
      return true;
    },
  };

  async function ask(type: TaskRequestType) {
    turn += 1;
    const index = (turn * 7) % people;
    const user = { id: String(100_000 + index), display_name: `Person ${index}`, auth_method: 'discord' };
    const lang = langs[turn % langs.length] ?? 'en';
    const response = await watch.time(
      ({ ok }) => (ok ? `request ${type}` : 'request, nothing to do'),
      () => call('/tasks/', { type, user, lang }),
    );
    const body: unknown = await response.json();
    if (response.ok) return { user, task: Task.parse(body) };
    if (Code.safeParse(body).data?.error_code === NOTHING_TO_DO) return { user, task: undefined };
    throw new Error(`request of ${type}: ${response.status} ${JSON.stringify(body)}`);
  }

  function answerTo(task: Task, messageId: string) {
    switch (task.type) {
      case 'label_initial_prompt':
      case 'label_prompter_reply':
      case 'label_assistant_reply': {
        const labels = Object.fromEntries(task.mandatory_labels.map((label) => [label, 0]));
        return { type: 'text_labels', task_id: task.id, message_id: task.message_id, text: '', labels };
      }
      case 'rank_initial_prompts':
        return { type: 'message_ranking', message_id: messageId, ranking: [...task.prompt_messages.keys()] };
      case 'rank_prompter_replies':
      case 'rank_assistant_replies':
        return { type: 'message_ranking', message_id: messageId, ranking: [...task.reply_messages.keys()] };
      case 'rate_summary':
        return { type: 'message_rating', message_id: messageId, rating: task.scale.max };
      default: {
        const text = `A text for the benchmark, ${name}, and the ${ids}th of them.`;
        const own = { message_id: messageId, user_message_id: `${messageId}-text` };
        return { type: 'text_reply_to_message', ...own, text, lang: 'en' };
      }
    }
  }
}

async function mustSucceed(answer: Promise<Response>) {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url} ${response.status} ${await response.text()}`);
}
