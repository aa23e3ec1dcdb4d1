/** The name by which the public message of a server in a channel is known among posts. */
export function publicPostId(serverId: string, channelId: string): string {
  return `public:${serverId}:${channelId}`;
}
