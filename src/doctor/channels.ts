import type { Kysely } from 'kysely';
import type { ChannelState, LookAtChannel } from '../discord/calls/channel-state.ts';
import type { Schema } from '../store/schema.ts';
import { listServers } from '../store/servers.ts';
import type { Finding } from './finding.ts';

const mends: Readonly<Record<Exclude<ChannelState['is'], 'usable'>, readonly [string, string]>> = {
  hidden: ['the bot cannot see it', 'allow it View Channel there'],
  gone: ['it is not on that server any more', 'choose another with /setup'],
  absent: ['the bot is not on that server', 'add it again by its invite link'],
  unknown: ['Discord does not say', 'try again in a minute'],
};

/** Discord's English names of rights, by our own. */
const rightNames = {
  view: 'View Channel',
  send: 'Send Messages',
  embed: 'Embed Links',
  attach: 'Attach Files',
  history: 'Read Message History',
} as const;

/** Each channel that managers have chosen, and what the bot may not do there. */
export async function examineChannels(db: Kysely<Schema>, look: LookAtChannel): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, logChannel, postChannel } of await listServers(db))
    for (const channel of new Set([logChannel, postChannel]))
      if (channel !== undefined) findings.push(findingOf(id, channel, await look(id, channel)));
  if (findings.length > 0) return findings;
  return [{ name: 'channels', is: 'fine', says: 'no server has chosen any yet; /setup does that' }];
}

function findingOf(server: string, channel: string, state: ChannelState): Finding {
  const place = { name: 'channel', where: `${channel} of server ${server}` };
  if (state.is !== 'usable') {
    const [says, mend] = mends[state.is];
    return { name: place.name, is: 'broken', says: `${place.where}: ${says}`, mend };
  }
  if (state.missing.length === 0)
    return { name: place.name, is: 'fine', says: `${place.where} has all that is needed` };
  const rights = state.missing.map((right) => rightNames[right]).join(', ');
  const says = `${place.where}: the bot lacks ${rights}`;
  return { name: place.name, is: 'broken', says, mend: `allow it ${rights} there` };
}
