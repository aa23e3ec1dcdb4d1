import { type Client, Team } from 'discord.js';
import type { Logger } from 'pino';

/** The Discord ids of whoever the application belongs to: one person, or the members of a team. None if unknown. */
export async function ownersOf({ application }: Client<true>, log: Logger): Promise<string[]> {
  try {
    const { owner } = await application.fetch();
    if (owner instanceof Team) return [...owner.members.keys()];
    return owner ? [owner.id] : [];
  } catch (error) {
    log.warn({ err: error }, 'the owner of the application could not be read');
    return [];
  }
}
