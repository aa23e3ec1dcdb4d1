import { numbersIn } from '../../locales/numbers.ts';
import type { Words } from '../../locales/words.ts';
import { openAppeals } from '../../store/bans.ts';
import { openCases } from '../../store/cases.ts';
import { logChannels } from '../../store/log-channels.ts';
import { listServers, type Server } from '../../store/servers.ts';
import type { CollectionParts } from '../parts.ts';
import { publicPostId } from '../public/names.ts';
import { problemIn } from './note.ts';
import { standingOf } from './standing.ts';

/** So many servers are looked at for one reply: three to four calls to Discord each. */
const MOST_SERVERS = 25;
/** So many channels in trouble are named. */
const MOST_NAMED = 10;

type Parts = Pick<CollectionParts, 'db' | 'lookAtChannel' | 'isTrusted'>;

/**
 * The channels that managers have chosen and the bot cannot use as it should, a line each with what to mend, for the owners;
 * and whether what waits for a moderator's decision reaches no log channel at all.
 */
export async function channelTroubles(parts: Parts, words: Words): Promise<string[]> {
  const all = (await listServers(parts.db)).filter(
    ({ logChannel, postChannel }) => logChannel ?? postChannel,
  );
  const looked = all.slice(0, MOST_SERVERS);
  const lines = (await Promise.all(looked.map((server) => troublesOf(parts, server, words)))).flat();
  const rest = all.length - looked.length;
  return [
    ...(await nowhere(parts, lines, rest > 0, words)),
    ...lines.slice(0, MOST_NAMED).map(({ text }) => text),
    ...(lines.length > 0 ? [words('channels.mend', { check: words('setup.check') })] : []),
    ...(rest > 0 ? [words('channels.more', { count: rest })] : []),
  ];
}

type Trouble = { channelId: string; text: string };

async function troublesOf(parts: Parts, server: Server, words: Words): Promise<Trouble[]> {
  const { id, logChannel, postChannel } = server;
  const log = logChannel === undefined ? [] : [{ is: 'log' as const, channelId: logChannel }];
  const postId = publicPostId(id, postChannel ?? '');
  const post = postChannel === undefined ? [] : [{ is: 'post' as const, channelId: postChannel, postId }];
  const found: Trouble[] = [];
  for (const { is, channelId, ...one } of [...log, ...post]) {
    const state = await parts.lookAtChannel(id, channelId);
    const standing = 'postId' in one ? await standingOf(parts, one.postId) : undefined;
    const problem = problemIn({ state, standing }, words);
    if (problem === undefined) continue;
    const places = { server: id, channel: `<#${channelId}>`, problem };
    found.push({ channelId, text: `⚠️ ${words(`channels.${is}_trouble`, places)}` });
  }
  return found;
}

/** What waits while no log channel works that may see it; nothing where some have not been looked at. */
async function nowhere(
  { db, isTrusted }: Parts,
  troubles: readonly Trouble[],
  mayBeMore: boolean,
  words: Words,
): Promise<string[]> {
  const broken = new Set(troubles.map(({ channelId }) => channelId));
  const channels = await logChannels(db, isTrusted);
  if (mayBeMore || channels.some(({ channelId }) => !broken.has(channelId))) return [];
  const { total: reports } = await openCases(db, 0);
  const { total: appeals } = await openAppeals(db, 0);
  if (reports + appeals === 0) return [];
  const numbers = numbersIn(words.locale);
  return [words('channels.nowhere', { reports: numbers.format(reports), appeals: numbers.format(appeals) })];
}
