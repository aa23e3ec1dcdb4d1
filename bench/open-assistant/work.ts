import { z } from 'zod';
import { codes } from '../../src/oasst/errors.ts';
import type { TaskRequestType } from '../../src/oasst/protocol.ts';
import { Task } from '../../src/oasst/tasks.ts';
import type { Ledger } from './ledger.ts';
import type { Answer, Mortal } from './mortal.ts';
import type { Opinions } from './opinions.ts';
import { textOf } from './texts.ts';

export type Workplace = {
  backend: Pick<Mortal, 'ask'>;
  ledger: Ledger;
  opinions: Opinions;
  seed: number;
  /** A number that was not given before. */
  newNumber(): number;
};

type Given = { answer: object; note(): void };

const Refused = z.object({ error_code: z.number() });

/** What a person is called in requests. */
export function userOf(person: string) {
  return { id: person, display_name: `Person ${person}`, auth_method: 'discord' };
}

/**
 * Somebody asks for a task, acks and answers it, and the ledger has it once that is confirmed. False when there is none.
 * @throws Error when the backend refuses what it must not refuse
 */
export async function work(
  at: Workplace,
  person: string,
  lang: string,
  type: TaskRequestType,
): Promise<boolean> {
  const { backend, ledger } = at;
  const asked = await backend.ask('/tasks/', { type, user: userOf(person), lang });
  if (codeOf(asked) === codes.taskTypeNotAvailable) {
    ledger.nothingToDo += 1;
    return false;
  }
  if (asked.status !== 200) throw refusal('a task request', asked);
  const task = Task.parse(asked.body);
  const number = at.newNumber();
  const messageId = `task-${number}`;
  const acked = await backend.ask(`/tasks/${task.id}/ack`, { message_id: messageId });
  if (acked.status !== 204) throw refusal('an ack', acked);
  const { answer, note } = answerTo(at, { task, person, lang, messageId, number });
  const answered = await backend.ask('/tasks/interaction', { user: userOf(person), ...answer });
  confirm(ledger, answered);
  note();
  return true;
}

/** An answer whose connection died is asked again: then it is there already, or was not and is now. */
function confirm({ unknown }: Ledger, answered: Answer) {
  const wasThere = answered.times > 1 && codeOf(answered) === codes.taskAlreadyDone;
  if (!wasThere && answered.status !== 200) throw refusal('an answer', answered);
  if (answered.times > 1) unknown[wasThere ? 'wasThere' : 'wasNot'] += 1;
}

type Assignment = { task: Task; person: string; lang: string; messageId: string; number: number };

function answerTo({ ledger, opinions, seed }: Workplace, assignment: Assignment): Given {
  const { task, person, lang, messageId, number } = assignment;
  const by = { person, taskId: task.id };
  switch (task.type) {
    case 'label_initial_prompt':
    case 'label_prompter_reply':
    case 'label_assistant_reply': {
      const labels = opinions.labels(person, task.message_id, task.valid_labels);
      return {
        answer: { type: 'text_labels', task_id: task.id, message_id: task.message_id, text: '', labels },
        note: () => ledger.labelSets.push({ ...by, messageId: task.message_id, labels }),
      };
    }
    case 'rank_assistant_replies':
    case 'rank_prompter_replies': {
      const shown = task.reply_messages.map(({ id }) => id ?? '');
      const ranking = opinions.order(person, shown);
      const order = ranking.map((index) => shown[index] ?? '');
      return {
        answer: { type: 'message_ranking', message_id: messageId, ranking },
        note: () => ledger.rankings.push({ ...by, parentId: task.ranking_parent_id ?? '', order }),
      };
    }
    case 'initial_prompt':
    case 'prompter_reply':
    case 'assistant_reply': {
      const text = textOf(seed, number, task.type === 'assistant_reply' ? 'reply' : 'request');
      const parentId =
        task.type === 'initial_prompt' ? undefined : (task.conversation.messages.at(-1)?.id ?? '');
      const id = `text-${number}`;
      return {
        answer: {
          type: 'text_reply_to_message',
          message_id: messageId,
          user_message_id: id,
          text,
          lang,
        },
        note: () => ledger.texts.push({ ...by, id, parentId, lang, text }),
      };
    }
    default:
      throw new Error(`nobody asked for a task of type ${task.type}`);
  }
}

function codeOf({ body }: Answer) {
  return Refused.safeParse(body).data?.error_code;
}

function refusal(what: string, { status, body, times }: Answer) {
  return new Error(`${what} got ${status} ${JSON.stringify(body)} when it was asked ${times} times`);
}
