import { z } from 'zod';

const StoredLabels = z.record(z.string(), z.number());
type Labels = Readonly<Record<string, number>>;

/** The labels of a row of `backend_labels`, by name. */
export function storedLabels({ labels }: { labels: string }): Labels {
  return StoredLabels.parse(JSON.parse(labels));
}

const MOST = 1_000;

/** The same for whoever reads many rows: what several say alike is read once, as long as there are at most a thousand such. */
export function createLabelReader(): typeof storedLabels {
  const known = new Map<string, Labels>();
  return (row) => {
    const labels = known.get(row.labels) ?? storedLabels(row);
    if (known.size >= MOST) known.clear();
    known.set(row.labels, labels);
    return labels;
  };
}
