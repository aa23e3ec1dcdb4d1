/** What stands in the folder of a release beside its data and `release.json`, by name. */
export const pages = {
  card: 'README.md',
  changes: 'CHANGES.md',
  collection: 'collection.json',
  figures: 'figures.json',
  tombstones: 'tombstones.jsonl',
} as const;
