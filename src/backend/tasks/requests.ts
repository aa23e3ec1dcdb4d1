import { z } from 'zod';
import { Id, TaskRequestType } from '../../oasst/protocol.ts';
import { labelNames } from '../messages/label-sets.ts';
import { parsed } from '../parse.ts';
import { Malformed } from '../refusal.ts';
import { Int, LabelValue, Text } from '../request-fields.ts';
import { strip } from '../text.ts';
import { Person } from '../users/requests.ts';

export const TaskRequest = z.object({
  type: TaskRequestType.default('random'),
  user: Person.nullish().describe('Needed in practice: 400 4000 without.'),
  lang: Text.nullish().describe('`en` when left out.'),
  collective: z.boolean().nullish(),
});
export type TaskRequest = z.infer<typeof TaskRequest>;

export const Ack = z.object({ message_id: Text });

export const Nack = z.object({
  reason: Text.refine(
    (reason) => reason.length <= 512,
    'ensure this value has at most 512 characters',
  ).nullish(),
});

export const Close = z.object({ message_id: Text });

const AckedId = Text.describe('The id that the task was acked with.');
const Labels = z.partialRecord(z.enum(labelNames), LabelValue);

const TextReply = z.object({
  type: z.literal('text_reply_to_message').optional(),
  user: Person,
  message_id: AckedId,
  user_message_id: Text.describe('The front end’s id for the new message: new for ever within the client.'),
  text: Text.transform(strip).refine((text) => text !== '', 'ensure this value has at least 1 characters'),
  lang: Text.nullish().describe('The language of the text; `en` when left out, whatever the task’s is.'),
});
const Rating = z.object({
  type: z.literal('message_rating').optional(),
  user: Person,
  message_id: AckedId,
  rating: Int.refine((rating) => rating >= 1, 'ensure this value is greater than or equal to 1'),
});
const Ranking = z.object({
  type: z.literal('message_ranking').optional(),
  user: Person,
  message_id: AckedId,
  ranking: z.array(Int).min(1).describe('Places in the task’s list of messages, from 0, the best first.'),
  not_rankable: z.boolean().nullish(),
});
const Labelling = z.object({
  type: z.literal('text_labels').optional(),
  user: Person,
  text: Text,
  labels: Labels,
  message_id: Id.describe('The backend’s id of the labelled message, not the one the task was acked with.'),
  task_id: Id.nullish().describe('The task; without it these labels answer none.'),
  is_report: z
    .boolean()
    .nullish()
    .describe('At `/text_labels/`: a report, which puts a red flag on the message.'),
});

/** The four answers by name, in the order in which a body without a `type` is tried. */
export const answers = {
  text_reply_to_message: TextReply.transform((answer) => ({
    ...answer,
    type: 'text_reply_to_message' as const,
  })),
  message_rating: Rating.transform((answer) => ({ ...answer, type: 'message_rating' as const })),
  message_ranking: Ranking.transform((answer) => ({ ...answer, type: 'message_ranking' as const })),
  text_labels: Labelling.transform((answer) => ({ ...answer, type: 'text_labels' as const })),
};

/** What `/tasks/interaction` takes. */
export const AnswerBody = z.union(Object.values(answers));

export type TextReply = z.output<typeof answers.text_reply_to_message>;
export type Rating = z.output<typeof answers.message_rating>;
export type Ranking = z.output<typeof answers.message_ranking>;
export type Labelling = z.output<typeof answers.text_labels>;
export type Answer = TextReply | Rating | Ranking | Labelling;

/** Labels given without a task, or a report. */
export const FreeLabelling = Labelling;

const Named = z.object({
  type: z.enum(['text_reply_to_message', 'message_rating', 'message_ranking', 'text_labels']),
});

/** The answer of the type it names; without a type, of the first kind it fits. Throws Malformed. */
export function readAnswer(body: unknown): Answer {
  const named = Named.safeParse(body).data;
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
