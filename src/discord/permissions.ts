/** A role as far as permissions go. */
export type Role = { id: string; permissions: string };
/** What a channel gives and takes from a role (type 0) or a member (type 1). */
export type Overwrite = { id: string; type: number; allow: string; deny: string };

export type Member = { id: string; roles: readonly string[] };

const ADMINISTRATOR = 1n << 3n;
const EVERYTHING = (1n << 64n) - 1n;

// what a public message and the log need in a channel, as Discord's bits
const rights = {
  view: 1n << 10n,
  send: 1n << 11n,
  embed: 1n << 14n,
  attach: 1n << 15n,
  history: 1n << 16n,
} as const;

export type Right = keyof typeof rights;

/**
 * What a member may do in a channel of a server, as Discord computes it (API reference, "Permission hierarchy"): their
 * roles together, then the channel's overwrites for everybody, for their roles, and for themselves.
 */
export function permissionsIn(
  guildId: string,
  member: Member,
  roles: readonly Role[],
  overwrites: readonly Overwrite[],
): bigint {
  const has = new Set([guildId, ...member.roles]); // the role of everybody has the server's id
  const base = together(roles.filter(({ id }) => has.has(id)).map(({ permissions }) => permissions));
  if ((base & ADMINISTRATOR) !== 0n) return EVERYTHING;
  const ofRoles = overwrites.filter(({ type }) => type === 0);
  const steps = [
    ofRoles.filter(({ id }) => id === guildId),
    ofRoles.filter(({ id }) => id !== guildId && has.has(id)),
    overwrites.filter(({ id, type }) => type === 1 && id === member.id),
  ];
  return steps.reduce(
    (granted, step) =>
      (granted & ~together(step.map(({ deny }) => deny))) | together(step.map(({ allow }) => allow)),
    base,
  );
}

/** The rights that are missing among those that are granted. Who may not see a channel may do nothing there. */
export function missingRights(granted: bigint): Right[] {
  const names = Object.keys(rights) as Right[]; // a closed object
  return names.filter((name) => (granted & rights[name]) === 0n);
}

function together(permissions: readonly string[]): bigint {
  return permissions.reduce((sum, some) => sum | BigInt(some), 0n);
}
