/** Somebody who runs the bot, and by what: the application is theirs on Discord, or the environment names them. */
export type Owner = { id: string; by: 'application' | 'environment' };

/** All who run the bot, each once: those the application belongs to, then those whom only the environment names. */
export function ownersOf({
  application,
  environment,
}: {
  application: readonly string[];
  environment: readonly string[];
}): Owner[] {
  const known = new Set(application);
  const others = new Set(environment.filter((id) => !known.has(id)));
  return [
    ...[...known].map((id): Owner => ({ id, by: 'application' })),
    ...[...others].map((id): Owner => ({ id, by: 'environment' })),
  ];
}
