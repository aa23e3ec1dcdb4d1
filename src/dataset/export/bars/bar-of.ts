import type { LabelTallies } from '../../record.ts';
import type { Bar, Filters, Thresholds } from '../bar.ts';

type Filtered = {
  isAssistant: boolean;
  synthetic: boolean;
  modelName: string | undefined;
  labels: LabelTallies;
  /** How many people have judged it. */
  people: number;
};

/**
 * The first filter that keeps a message out. A reply of the assistant to which nobody gave a label is kept out by a
 * threshold on that label, because nobody knows whether it passes; what the user says is not what is learned, and
 * stays.
 */
export function barOf(message: Filtered, { min, max, people, models }: Filters): Bar | undefined {
  const { labels, isAssistant, synthetic, modelName } = message;
  if (models && synthetic && !models.includes(modelName ?? '')) return 'otherModel';
  if (people !== undefined && message.people < people) return 'fewPeople';
  if (some(min, labels, (value, least) => value < least)) return 'belowMin';
  if (some(max, labels, (value, most) => value > most)) return 'aboveMax';
  const named = [...min.keys(), ...max.keys()];
  return isAssistant && named.some((name) => typeof labels[name]?.value !== 'number')
    ? 'unlabelled'
    : undefined;
}

function some(
  thresholds: Thresholds,
  labels: LabelTallies,
  isOutside: (value: number, threshold: number) => boolean,
): boolean {
  return [...thresholds].some(([name, threshold]) => {
    const value = labels[name]?.value;
    return typeof value === 'number' && isOutside(value, threshold);
  });
}
