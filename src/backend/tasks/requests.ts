import { z } from 'zod';
import { Id, TaskRequestType } from '../../oasst/protocol.ts';
import { stripBlanks } from '../../text.ts';
import { ValidationError } from '../errors.ts';
import { Uuid } from '../fields.ts';
import { labelNames } from '../messages/label-sets.ts';
import { parsed } from '../parse.ts';
import { Int, isText, LabelValue, Lang, Text } from '../request-fields.ts';
import { PersonSchema } from '../users/requests.ts';

export const TaskRequestSchema = z.object({
  type: TaskRequestType.default('random'),
  user: PersonSchema.nullish().describe('Needed in practice: 400 4000 without.'),
  lang: Lang.nullish().describe('A BCP 47 tag; `en` when left out.'),
  collective: z.boolean().nullish(),
  campaign: Uuid.nullish().describe(
    'An addition of this backend: only work of this campaign, by its mix. 503 1006 when it is not open.',
  ),
});

export const AckRequestSchema = z.object({ message_id: Text });

export const NackRequestSchema = z.object({
  reason: Text.refine(
    (reason) => reason.length <= 512,
    'ensure this value has at most 512 characters',
  ).nullish(),
});

export const CloseRequestSchema = z.object({ message_id: Text });

const AckedId = Text.describe('The id that the task was acked with.');
const Labels = z.partialRecord(z.enum(labelNames), LabelValue);

const TextSchema = z.object({
  type: z.literal('text_reply_to_message').optional(),
  user: PersonSchema,
  message_id: AckedId,
  user_message_id: Text.describe('The front end’s id for the new message: new for ever within the client.'),
  text: Text.transform(stripBlanks).refine(isText, 'ensure this value has at least 1 characters'),
  lang: Lang.nullish().describe(
    'The language of the text, a BCP 47 tag; `en` when left out, whatever the task’s is.',
  ),
  second_look: z
    .array(z.string().max(32))
    .max(32)
    .nullish()
    .describe('An addition of this backend: what the front end warned the author of before they sent it.'),
});
const RatingSchema = z.object({
  type: z.literal('message_rating').optional(),
  user: PersonSchema,
  message_id: AckedId,
  rating: Int.refine((rating) => rating >= 1, 'ensure this value is greater than or equal to 1'),
});
const RankingSchema = z.object({
  type: z.literal('message_ranking').optional(),
  user: PersonSchema,
  message_id: AckedId,
  ranking: z.array(Int).min(1).describe('Places in the task’s list of messages, from 0, the best first.'),
  not_rankable: z.boolean().nullish(),
});
const LabelsSchema = z.object({
  type: z.literal('text_labels').optional(),
  user: PersonSchema,
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
const answerSchemas = {
  text_reply_to_message: TextSchema.transform((answer) => ({
    ...answer,
    type: 'text_reply_to_message' as const,
  })),
  message_rating: RatingSchema.transform((answer) => ({ ...answer, type: 'message_rating' as const })),
  message_ranking: RankingSchema.transform((answer) => ({ ...answer, type: 'message_ranking' as const })),
  text_labels: LabelsSchema.transform((answer) => ({ ...answer, type: 'text_labels' as const })),
};

/** What `/tasks/interaction` takes. */
export const AnswerRequestSchema = z.union(Object.values(answerSchemas));

export type IncomingText = z.output<typeof answerSchemas.text_reply_to_message>;
export type IncomingRating = z.output<typeof answerSchemas.message_rating>;
export type IncomingRanking = z.output<typeof answerSchemas.message_ranking>;
export type IncomingLabels = z.output<typeof answerSchemas.text_labels>;
export type IncomingAnswer = IncomingText | IncomingRating | IncomingRanking | IncomingLabels;

/** Labels given without a task, or a report. */
export const FreeLabelsRequestSchema = LabelsSchema;

const Named = z.object({
  type: z.enum(['text_reply_to_message', 'message_rating', 'message_ranking', 'text_labels']),
});

/**
 * The answer of the type it names; without a type, of the first kind it fits.
 * @throws ValidationError
 */
export function readAnswer(body: unknown): IncomingAnswer {
  const named = Named.safeParse(body).data;
  if (named) return parsed<IncomingAnswer>(answerSchemas[named.type], body, 'body');
  if (typeof body !== 'object' || body === null || 'type' in body) throw notAnAnswer(body);
  for (const schema of Object.values(answerSchemas)) {
    const { data } = schema.safeParse(body);
    if (data) return data;
  }
  return parsed<IncomingAnswer>(answerSchemas.text_reply_to_message, body, 'body');
}

function notAnAnswer(body: unknown) {
  if (body === undefined)
    return new ValidationError([{ loc: ['body'], msg: 'field required', type: 'value_error.missing' }]);
  const isObject = typeof body === 'object' && body !== null;
  return new ValidationError([
    isObject
      ? { loc: ['body', 'type'], msg: 'unexpected value', type: 'value_error.const' }
      : { loc: ['body'], msg: 'value is not a valid dict', type: 'type_error.dict' },
  ]);
}
