import { REST } from '@discordjs/rest';
import type { Config } from '../config.ts';
import { channelLooker } from '../discord/calls/channel-state.ts';
import type { Commands } from '../discord/registration.ts';
import { OasstClient } from '../oasst/client.ts';
import { examineBackend } from './backend.ts';
import { examineChannels } from './channels.ts';
import { examineDatabase } from './database.ts';
import { examineCommands, examineDoor, examineIntents, examineToken } from './discord.ts';
import type { Finding } from './finding.ts';
import { examineClock, examinePort, examineVersions } from './machine.ts';

export type Surroundings = {
  /** Epoch milliseconds. */
  now: () => number;
  /** Node's version, without a `v`, and the bot's. */
  versions: { node: string; bot: string };
  /** What this version registers with Discord. */
  commands: Commands;
  fetch: typeof globalThis.fetch;
  /** Whether this user may make files in a folder. */
  mayWrite: (folder: string) => Promise<boolean>;
};

const CALL_MS = 10_000;

/** Looks at everything an installation needs, in the order in which things depend on each other. Changes nothing at Discord. */
export async function examine(
  { discord, oasst, database, listen }: Config,
  { now, versions, commands, fetch, mayWrite }: Surroundings,
): Promise<Finding[]> {
  const rest = new REST({ api: discord.apiUrl, retries: 1, timeout: CALL_MS }).setToken(discord.token);
  const { finding: token, application } = await examineToken(rest);
  const { finding: stored, db } = await examineDatabase(database, now(), mayWrite);
  try {
    return [
      examineVersions(versions.node, versions.bot),
      examineClock(await timeAt(discord.apiUrl, fetch), now()),
      token,
      ...(application
        ? [
            await examineIntents(rest),
            examineDoor(application, discord.publicKey),
            await examineCommands(rest, application, commands, discord.guildId),
          ]
        : []),
      stored,
      await examineBackend(oasst && new OasstClient(oasst), oasst?.url, db !== undefined),
      ...(db && application ? await examineChannels(db, channelLooker(rest, application.botId)) : []),
      await examinePort(listen, fetch),
    ];
  } finally {
    await db?.destroy();
  }
}

/** What Discord's answers are dated with. */
async function timeAt(api: string, fetch: typeof globalThis.fetch): Promise<string | null> {
  try {
    const { headers } = await fetch(`${api}/v10/gateway`, { signal: AbortSignal.timeout(CALL_MS) });
    return headers.get('date');
  } catch {
    return null;
  }
}
