/** What an owner can ask for that takes long. */
const jobKinds = ['import', 'export', 'backup'] as const;
export type JobKind = (typeof jobKinds)[number];

/** The kind by this name; undefined for one of another version. */
export function jobKind(name: string): JobKind | undefined {
  return jobKinds.find((kind) => kind === name);
}
