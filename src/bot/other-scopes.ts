import type { Kysely } from 'kysely';
import { clearCommands } from '../discord/registration.ts';
import { EVERYWHERE, forgetScope, readScopes, rememberScope } from '../store/command-scopes.ts';
import type { Schema } from '../store/schema.ts';

/** Leaves the commands in one place only, whichever it was at earlier starts. */
export async function clearOtherScopes(
  db: Kysely<Schema>,
  rest: Parameters<typeof clearCommands>[0],
  applicationId: string,
  guildId: string | undefined,
): Promise<void> {
  const here = guildId ?? EVERYWHERE;
  await rememberScope(db, here);
  for (const scope of new Set([...(await readScopes(db)), EVERYWHERE])) {
    if (scope === here) continue;
    await clearCommands(rest, applicationId, scope === EVERYWHERE ? undefined : scope);
    await forgetScope(db, scope);
  }
}
