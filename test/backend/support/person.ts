import { z } from 'zod';
import type { TaskRequestType, TaskType } from '../../../src/oasst/protocol.ts';
import { Task, type TaskOf } from '../../../src/oasst/tasks.ts';
import type { Reply, TestBackend } from './backend.ts';

let used = 0;

/** An id that no other call of these tests has used. */
export function freshId(prefix: string): string {
  used += 1;
  return `${prefix}-${used}`;
}

/** Somebody who works for a backend under test. */
export type TestPerson = ReturnType<typeof person>;

/** A person who asks for tasks and answers them; the ids of acks and messages are made up. */
export function person(backend: TestBackend, id: string, lang = 'en') {
  const user = { id, display_name: `Person ${id}`, auth_method: 'discord' as const };
  const post = (path: string, body: unknown) => backend.call('POST', `/api/v1${path}`, { body });
  const interact = (body: object) => post('/tasks/interaction', { user, ...body });

  async function request(type: TaskRequestType): Promise<Reply> {
    return post('/tasks/', { type, user, lang, collective: false });
  }

  async function take<Type extends TaskType>(type: Type): Promise<TaskOf<Type> & { acked: string }> {
    const reply = await request(type);
    if (reply.status !== 200) throw new Error(`${type}: ${reply.status} ${JSON.stringify(reply.body)}`);
    const task = Task.parse(reply.body);
    if (task.type !== type) throw new Error(`asked for ${type}, got ${task.type}`);
    return { ...(task as TaskOf<Type>), acked: await ack(task.id) };
  }

  async function ack(taskId: string): Promise<string> {
    const acked = freshId('m');
    const { status } = await post(`/tasks/${taskId}/ack`, { message_id: acked });
    if (status !== 204) throw new Error(`ack: ${status}`);
    return acked;
  }

  const answers = {
    text: (acked: string, text: string, userMessageId = freshId('r')) =>
      interact({
        type: 'text_reply_to_message',
        message_id: acked,
        user_message_id: userMessageId,
        text,
        lang,
      }),
    labels: (taskId: string, messageId: string, labels: object) =>
      interact({ type: 'text_labels', task_id: taskId, message_id: messageId, text: '', labels }),
    ranking: (acked: string, ranking: number[], not_rankable = false) =>
      interact({ type: 'message_ranking', message_id: acked, ranking, not_rankable }),
    rating: (acked: string, rating: number) =>
      interact({ type: 'message_rating', message_id: acked, rating }),
    nack: (taskId: string, reason: unknown = null) =>
      backend.call('POST', `/api/v1/tasks/${taskId}/nack`, {
        body: { reason },
        headers: { 'x-oasst-user': `discord:${id}` },
      }),
  };

  /** Does one task of this type from beginning to end, favourably, and gives the task. */
  async function complete(
    type: TaskType,
    text = freshId('A text that nobody has sent before'),
  ): Promise<Task> {
    const task = await take(type);
    const reply = await answerTo(task, text);
    if (reply.status !== 200) throw new Error(`${type}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return task;
  }

  function answerTo(task: Task & { acked: string }, text: string): Promise<Reply> {
    switch (task.type) {
      case 'label_initial_prompt':
      case 'label_prompter_reply':
      case 'label_assistant_reply':
        return answers.labels(task.id, task.message_id, { spam: 0 });
      case 'rank_initial_prompts':
        return answers.ranking(task.acked, [...task.prompt_messages.keys()]);
      case 'rank_prompter_replies':
      case 'rank_assistant_replies':
        return answers.ranking(task.acked, [...task.reply_messages.keys()]);
      case 'rate_summary':
        return answers.rating(task.acked, task.scale.max);
      default:
        return answers.text(task.acked, text);
    }
  }

  async function availability(): Promise<Record<string, number>> {
    const { body } = await backend.call('POST', `/api/v1/tasks/availability?lang=${lang}`, { body: user });
    return z.record(z.string(), z.number()).parse(body);
  }

  return { user, id, lang, request, take, ack, complete, answerTo, availability, ...answers };
}
