import type { LabelName } from '../../backend/messages/label-sets.ts';

/** Which filter keeps a message out, and with it what is below. */
export type Bar = 'belowMin' | 'aboveMax' | 'unlabelled' | 'fewPeople' | 'otherModel';

/** Means of labels, from 0 to 1. */
export type Thresholds = ReadonlyMap<LabelName, number>;

/** What a message has to be like. All that is set has to hold. */
export type Filters = {
  /** The least mean of each label, and the greatest. */
  min: Thresholds;
  max: Thresholds;
  /** How many people at least have judged it. */
  people: number | undefined;
  /** The models of which replies are taken; what people wrote is taken in any case. */
  models: readonly string[] | undefined;
};
