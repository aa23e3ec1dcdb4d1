import type { StoredMessage } from '../read.ts';

/** Who wrote replies: a model, with its name if it has one, or people, who are one competitor together. */
export type Competitor = { model: string | null; synthetic: boolean };

type Written = Pick<StoredMessage, 'synthetic' | 'modelName'>;

/** The same for replies of the same competitor, and different for those of different ones. */
export function competitorKey(written: Written): string {
  return JSON.stringify(competitorOf(written));
}

/** Who wrote a reply. */
export function competitorOf({ synthetic, modelName }: Written): Competitor {
  return { model: synthetic ? (modelName ?? null) : null, synthetic };
}
