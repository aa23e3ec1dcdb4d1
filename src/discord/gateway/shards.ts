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

/** What the library keeps to itself: the connection of each shard, one of the package `ws`. */
type Inside = { shards: ReadonlyMap<number, { connection: Socket | null }> };
type Socket = {
  readyState: number;
  CONNECTING: number;
  on(event: 'error', listener: () => void): unknown;
  terminate(): void;
};

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

  /** Leaves for good: what is just being made is given up, and the library opens nothing more. */
  override async destroy(options?: Omit<WebSocketShardDestroyOptions, 'recover'>): Promise<void> {
    this.#left = true;
    // the library would stop listening to it, and its failure would end the process
    for (const { connection } of (this as unknown as Inside).shards.values()) {
      if (!connection || connection.readyState !== connection.CONNECTING) continue;
      connection.on('error', () => {});
      connection.terminate();
    }
    await super.destroy(options);
  }

  /** What every connection begins with: never, for one that the library opens after all was left. */
  async mayConnect(): Promise<void> {
    if (this.#left) await new Promise(() => {});
  }

  async #sessions(ids: readonly number[]): Promise<SessionInfo[]> {
    const infos = await Promise.all(ids.map((id) => this.#manager.options.retrieveSessionInfo(id)));
    return infos.filter((info) => info !== null);
  }
}
