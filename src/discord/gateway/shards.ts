import {
  CloseCodes,
  type SessionInfo,
  SimpleShardingStrategy,
  type WebSocketManager,
  type WebSocketShardDestroyOptions,
  WebSocketShardStatus,
} from '@discordjs/ws';

/** What a new connection goes on with: the session there is, with what was missed, or another. */
export type SessionChoice = 'same' | 'new';

/** The usual way to run shards, with a way to leave their connections and open others. */
export class RenewableShards extends SimpleShardingStrategy {
  #manager: WebSocketManager;
  #left = false;

  constructor(manager: WebSocketManager) {
    super(manager);
    this.#manager = manager;
  }

  /**
   * Leaves the connections there are and opens others; resolves when those are up. Does nothing while any is not up:
   * then discord.js is at it already.
   */
  async reconnect(session: SessionChoice): Promise<void> {
    const statuses = await this.fetchStatus();
    if (this.#left || statuses.some((status) => status !== WebSocketShardStatus.Ready)) return;
    const ids = [...statuses.keys()];
    const kept = session === 'same' ? await this.#sessions(ids) : [];
    // destroying a shard forgets its session; this code says to Discord that the session goes on, or is left
    const code = session === 'same' ? CloseCodes.Resuming : CloseCodes.Normal;
    await super.destroy({ code, reason: 'No interaction for long' });
    for (const info of kept) await this.#manager.options.updateSessionInfo(info.shardId, info);
    if (this.#left) return;
    await this.spawn(ids);
    if (!this.#left) await super.connect();
  }

  override async connect(): Promise<void> {
    this.#left = false; // the manager begins with destroying what is not there yet
    await super.connect();
  }

  override async destroy(options?: Omit<WebSocketShardDestroyOptions, 'recover'>): Promise<void> {
    this.#left = true;
    await super.destroy(options);
  }

  async #sessions(ids: readonly number[]): Promise<SessionInfo[]> {
    const infos = await Promise.all(ids.map((id) => this.#manager.options.retrieveSessionInfo(id)));
    return infos.filter((info) => info !== null);
  }
}
