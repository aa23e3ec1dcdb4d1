import type { z } from 'zod';
import { AnnotationLine } from '../../schemas/annotation.ts';

const FORM = {
  label: 'must have a value from 0 to 1 where it has a name, and none where it has none',
  named: 'must have a name',
  place: 'must have a place from 0 as its value',
  score: 'must have a value from -1 to 1',
} as const;

/** A line of `annotations` with the value that its kind has. */
export const Annotation = AnnotationLine.superRefine(({ kind, name, value }, context) => {
  const fault = faultOf(kind, name, value);
  if (fault) context.addIssue({ code: 'custom', path: [kind], message: FORM[fault] });
});
export type Annotation = z.infer<typeof Annotation>;

function faultOf(kind: Annotation['kind'], name: string | null, value: number | null) {
  const within = (least: number, most: number) => value !== null && value >= least && value <= most;
  switch (kind) {
    case 'review':
    case 'free_labels':
      return (name === null ? value === null : within(0, 1)) ? undefined : 'label';
    case 'report':
      return value === null || (name !== null && within(0, 1)) ? undefined : 'label';
    case 'emoji':
      return name ? undefined : 'named';
    case 'ranking':
      return within(0, Number.MAX_SAFE_INTEGER) && Number.isInteger(value) ? undefined : 'place';
    case 'score':
      return within(-1, 1) ? undefined : 'score';
    case 'rating':
      return undefined;
  }
}
