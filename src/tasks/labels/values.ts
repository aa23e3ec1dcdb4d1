import type { LabelDescription } from '../../oasst/protocol.ts';

/** Label values by name, each from 0 to 1. What was left open is not in it. */
export type LabelValues = Readonly<Record<string, number>>;

/** Whether a label has just this value. */
export function wasGiven(
  { name }: Pick<LabelDescription, 'name'>,
  value: number | undefined,
  values: LabelValues,
): boolean {
  return value !== undefined && Object.hasOwn(values, name) && values[name] === value;
}
