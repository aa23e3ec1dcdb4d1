import { z } from 'zod';
import { labelNames } from '../../backend/messages/label-sets.ts';
import { List, whole } from '../command-line.ts';
import type { Filters } from './bar.ts';

const THRESHOLDS = `must be labels with values from 0 to 1, like quality=0.5,helpfulness=0.6; labels are ${labelNames.join(', ')}`;
const Threshold = z
  .string()
  .regex(/^[^=]+=[0-9.]+$/, THRESHOLDS)
  .transform((text) => {
    const [name = '', value = ''] = text.split('=');
    return { name, value: Number(value) };
  })
  .pipe(
    z.object({
      name: z.enum(labelNames, THRESHOLDS),
      value: z.number(THRESHOLDS).min(0, THRESHOLDS).max(1, THRESHOLDS),
    }),
  );
const Thresholds = List.pipe(z.array(Threshold).min(1, THRESHOLDS)).transform(
  (thresholds) => new Map(thresholds.map(({ name, value }) => [name, value])),
);

const QUALITY = 'must be a number from 0 to 1';
const MODELS = 'must be names of models, with commas between';

/** The filters of messages, as the command line has them. */
export const filterOptions = {
  min: Thresholds.optional(),
  max: Thresholds.optional(),
  'min-quality': z.coerce.number(QUALITY).min(0, QUALITY).max(1, QUALITY).optional(),
  people: whole(1).optional(),
  model: List.pipe(z.array(z.string()).min(1, MODELS)).optional(),
};
const Given = z.object(filterOptions);

/** The filters that were asked for. `--min-quality` is short for the label that is asked for most. */
export function filtersOf({ min, max, people, model, ...given }: z.output<typeof Given>): Filters {
  const quality = given['min-quality'];
  const least = new Map(min);
  if (quality !== undefined) least.set('quality', quality);
  return { min: least, max: max ?? new Map(), people, models: model };
}
