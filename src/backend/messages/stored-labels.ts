import { z } from 'zod';

const StoredLabels = z.record(z.string(), z.number());

/** The labels of a row of `backend_labels`, by name. */
export function storedLabels({ labels }: { labels: string }): Record<string, number> {
  return StoredLabels.parse(JSON.parse(labels));
}
