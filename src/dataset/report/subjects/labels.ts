import { describe, labelNames } from '../../../backend/messages/label-sets.ts';
import { agreementOf, type Estimate, meanEstimate, shareOf, thingsIn } from '../estimate.ts';
import { entryOf, kindOf, type MessageKind, messageKinds, type Subject } from '../seen.ts';
import { createJudged, type Judged, type Pattern, tallyOf } from '../statistics/judged.ts';
import { sizeOf } from '../statistics/tally.ts';

/** What reviewers said of messages of a kind by one label. */
export type LabelFigures = {
  kind: MessageKind;
  label: string;
  scale: 'yes_no' | 'points';
  /** How many messages were given it, and how often. */
  messages: number;
  judgements: number;
  values: { value: number; count: number }[];
  /** Of yes and no, the share of yes with Wilson's interval; of points the mean with the bootstrap's. Null: too few to say. */
  mean: Estimate | null;
  agreement: {
    metric: 'nominal' | 'ordinal';
    /** How many messages were given it by more than one person. */
    messages: number;
    alpha: Estimate | null;
  };
};

const scales = new Map<string, 'yes_no' | 'points'>(
  describe(labelNames).map(({ name, widget }) => [name, widget === 'likert' ? 'points' : 'yes_no']),
);
const places = new Map<string, number>(labelNames.map((name, place) => [name, place]));
const STEPS = 100; // values between the points, which no front end of ours sends, are taken to the nearest hundredth
const YES = 0.5;

/** The labels of reviews; what was said without a task or in a report is an accusation, and no sample of anything. */
export function createLabels(): Subject<LabelFigures[]> {
  const judged = new Map<MessageKind, Map<string, Judged>>();
  return {
    see({ messages, labelsOf }) {
      for (const message of messages) {
        const reviews = labelsOf(message.id).filter(({ kind }) => kind === 'review');
        if (reviews.length === 0) continue;
        const ofKind = entryOf(judged, kindOf(message), () => new Map<string, Judged>());
        const given = Map.groupBy(
          reviews.flatMap(({ labels }) => Object.entries(labels)),
          ([label]) => label,
        );
        for (const [label, values] of given)
          entryOf(ofKind, label, createJudged).add(values.map(([, value]) => stepOf(label, value)));
      }
    },
    figures: () =>
      messageKinds.flatMap((kind) => {
        const ofKind = [...(judged.get(kind) ?? [])].sort(
          ([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1),
        );
        return ofKind.map(([label, all]) => figuresOf(kind, label, all.patterns()));
      }),
  };
}

function figuresOf(kind: MessageKind, label: string, patterns: readonly Pattern[]): LabelFigures {
  const scale = scaleOf(label);
  const metric = scale === 'points' ? 'ordinal' : 'nominal';
  const tally = tallyOf(patterns);
  return {
    ...{ kind, label, scale, messages: thingsIn(patterns), judgements: sizeOf(tally) },
    values: [...tally].map(([value, count]) => ({ value, count })),
    mean: scale === 'points' ? meanEstimate(patterns) : shareOf(patterns),
    agreement: {
      metric,
      messages: thingsIn(patterns.filter(({ values }) => values.length > 1)),
      alpha: agreementOf(patterns, metric),
    },
  };
}

function stepOf(label: string, value: number) {
  if (scaleOf(label) === 'yes_no') return value >= YES ? 1 : 0;
  return Math.round(value * STEPS) / STEPS;
}

/** A label that we do not know is taken for one of points. */
function scaleOf(label: string) {
  return scales.get(label) ?? 'points';
}

function placeOf(label: string) {
  return places.get(label) ?? places.size;
}
