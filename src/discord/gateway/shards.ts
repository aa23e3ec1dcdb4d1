import { setTimeout as pause } from 'node:timers/promises';
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

/** How long leaving waits for a connection that is just being made; real time, as networks know no other. */
const MADE_WITHIN_MS = 1_000;

/** The usual way to run shards, with a way to leave their connections and open others. */
export class RenewableShards extends SimpleShardingStrategy {
  #manager: WebSocketManager;
  #left = false;
  #connecting: Promise<unknown> = Promise.resolve();

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
    if (!this.#left) await this.#connect();
  }

  override async connect(): Promise<void> {
    this.#left = false; // the manager begins with destroying what is not there yet
    await this.#connect();
  }

  override async destroy(options?: Omit<WebSocketShardDestroyOptions, 'recover'>): Promise<void> {
    this.#left = true;
    // the library stops listening to a connection that is just being made, and its failure would end the process
    await Promise.race([this.#connecting, pause(MADE_WITHIN_MS, undefined, { ref: false })]);
    await super.destroy(options);
  }

  async #connect(): Promise<void> {
    const connecting = super.connect();
    this.#connecting = connecting.catch(() => {}); // told to whoever asked for it
    await connecting;
  }

  async #sessions(ids: readonly number[]): Promise<SessionInfo[]> {
    const infos = await Promise.all(ids.map((id) => this.#manager.options.retrieveSessionInfo(id)));
    return infos.filter((info) => info !== null);
  }
}
