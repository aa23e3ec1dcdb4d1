import {
  SimpleShardingStrategy,
  type WebSocketShardDestroyOptions,
  WebSocketShardDestroyRecovery,
  WebSocketShardStatus,
} from 'discord.js';

/** What a new connection goes on with: the session there is, with what was missed, or another. */
export type Session = 'same' | 'new';

const recoveries: Readonly<Record<Session, WebSocketShardDestroyRecovery>> = {
  same: WebSocketShardDestroyRecovery.Resume,
  new: WebSocketShardDestroyRecovery.Reconnect,
};

/** The usual way to run shards, with a way to connect again those that are connected. */
export class RenewableShards extends SimpleShardingStrategy {
  /** Leaves the connections there are and opens others; resolves when that is done. */
  async reconnect(session: Session): Promise<void> {
    // biome-ignore lint/complexity/useLiteralKeys: the base class keeps its shards to itself
    const shards: unknown[] = [...this['shards'].values()];
    const connected = shards.filter(isShard).filter(({ status }) => status === WebSocketShardStatus.Ready);
    const options = { reason: 'No interaction for long', recover: recoveries[session] };
    await Promise.all(connected.map((shard) => shard.destroy(options)));
  }
}

// What is needed of `WebSocketShard` of @discordjs/ws, a name under which discord.js exports another class
type Shard = { status: WebSocketShardStatus; destroy(options: WebSocketShardDestroyOptions): Promise<void> };

function isShard(value: unknown): value is Shard {
  if (typeof value !== 'object' || value === null) return false;
  return 'status' in value && 'destroy' in value && typeof value.destroy === 'function';
}
