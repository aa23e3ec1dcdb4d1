import type { Actor } from '../../discord/interaction.ts';
import type { View } from '../../discord/view.ts';
import { logChannels } from '../../store/log-channels.ts';
import { findServer, type Server } from '../../store/servers.ts';
import type { ChannelNote } from '../channels/note.ts';
import { standingOf } from '../channels/standing.ts';
import type { CollectionParts } from '../parts.ts';
import { publicPostId } from '../public/names.ts';
import { serverCard } from './card.ts';
import type { Place } from './place.ts';

/** A server with everything its managers choose, looked at anew. `tested` says that the log channel just got a test message. */
export async function showServer(
  parts: CollectionParts,
  actor: Actor,
  place: Place,
  { tested = false }: { tested?: boolean } = {},
): Promise<View> {
  const server = (await findServer(parts.db, place.id)) ?? blank(place);
  const { logChannel, postChannel } = server;
  const post = postChannel === undefined ? undefined : publicPostId(server.id, postChannel);
  const scene = {
    server,
    log: logChannel === undefined ? undefined : { ...(await note(parts, server, logChannel)), tested },
    logIsTrusted: (await logChannels(parts.db, parts.isTrusted)).some(
      ({ serverId, channelId }) => serverId === server.id && channelId === logChannel,
    ),
    post: postChannel === undefined ? undefined : await note(parts, server, postChannel, post),
    offered: parts.rules.offered,
  };
  return serverCard(scene, parts.translator.words(actor.locale));
}

async function note(
  parts: CollectionParts,
  server: Server,
  channelId: string,
  postId?: string,
): Promise<ChannelNote> {
  const state = await parts.lookAtChannel(server.id, channelId);
  const standing = postId === undefined ? undefined : await standingOf(parts, postId);
  return { id: channelId, state, standing };
}

/** A server before anybody has chosen anything. */
function blank({ id, locale }: Place): Server {
  return {
    id,
    locale,
    languages: [],
    kinds: [],
    logChannel: undefined,
    postChannel: undefined,
    weekly: false,
    summedUpAt: undefined,
  };
}
