import { z } from 'zod';
import { Id } from './parts.ts';

const annotationKinds = ['review', 'free_labels', 'report', 'emoji', 'ranking', 'rating', 'score'] as const;

/** A line of `annotations`: one value that one person gave. */
export const AnnotationLine = z.strictObject({
  judgement_id: Id.describe('the same for all values that were given at once'),
  annotator: Id.nullable().describe('a pseudonym, new with every export; null where nobody knows who'),
  kind: z
    .enum(annotationKinds)
    .describe(
      'labels of a review, given without a task or in a report; an emoji; a place; a rating; a score',
    ),
  item_id: Id.describe('the message or the summary that it is about'),
  message_tree_id: Id.nullable().describe('its tree; null for a summary'),
  parent_id: Id.nullable().describe('in a ranking of replies, the message that they answer'),
  lang: z.string().describe('language of the item'),
  name: z.string().nullable().describe('which label, which emoji, or what was reported'),
  value: z
    .number()
    .nullable()
    .describe(
      'of a label 0 to 1; of a ranking the place, 0 the best; of a rating or score the number; 1 for an emoji',
    ),
  not_rankable: z.boolean().nullable().describe('in a ranking, whether the person found none usable'),
});
export type AnnotationLine = z.infer<typeof AnnotationLine>;
