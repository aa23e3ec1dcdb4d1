import type { Words } from '../../locales/words.ts';
import { listServers } from '../../store/servers.ts';
import { failureInWords } from '../channels/note.ts';
import { standingOf } from '../channels/standing.ts';
import type { CollectionParts } from '../parts.ts';
import { publicPostId } from './names.ts';

/** The public messages that do not stand where they should, a line each, for the owners. */
export async function publicTroubles(parts: Pick<CollectionParts, 'db'>, words: Words): Promise<string[]> {
  const lines: string[] = [];
  for (const { id, postChannel } of await listServers(parts.db)) {
    if (postChannel === undefined) continue;
    const standing = await standingOf(parts, publicPostId(id, postChannel));
    if (standing === undefined || standing === 'shown' || standing === 'soon') continue;
    const problem = failureInWords(standing, words);
    lines.push(`⚠️ ${words('setup.post_trouble', { server: id, channel: `<#${postChannel}>`, problem })}`);
  }
  return lines;
}
