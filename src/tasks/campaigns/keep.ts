import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Campaign } from '../../oasst/campaigns.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { mayNot } from '../../oasst/errors.ts';

/** How often a backend with campaigns is asked for them; and one that has none, which may be replaced by a newer one. */
const ASK_EVERY_MS = 30_000;
const ASK_AGAIN_MS = 60 * 60_000;

/** The campaigns of the backend, at hand so that no step of a task has to wait for them. */
export type KnownCampaigns = {
  /** As they were told last; none before that, or from a backend that has none. */
  current(): readonly Campaign[];
  /** The same, after the backend was asked if it has not told yet. @throws OasstError when it does not answer */
  known(): Promise<readonly Campaign[]>;
  /** Asks again, for what was changed just now. */
  refresh(): Promise<void>;
  stop(): void;
};

/** Asks the backend for its campaigns now and every half minute. */
export function keepCampaigns(
  { campaigns }: Pick<OasstClient, 'campaigns'>,
  clock: Clock,
  log: Logger,
): KnownCampaigns {
  let told: readonly Campaign[] | undefined;
  let pause = ASK_EVERY_MS;
  let timer: { cancel(): void } | undefined;
  let isStopped = false;

  let turns = 0;
  let answered = 0;
  let asking: Promise<void> | undefined;

  function ask(): Promise<void> {
    turns += 1;
    const mine = read(turns).finally(() => {
      if (asking === mine) asking = undefined;
    });
    asking = mine;
    return mine;
  }

  async function read(turn: number) {
    const all = await listed();
    if (turn < answered) return; // overtaken by one that was asked later
    answered = turn;
    pause = all ? ASK_EVERY_MS : ASK_AGAIN_MS;
    told = all ?? [];
  }

  /** A backend whose campaigns are not for our key has none for us. */
  async function listed() {
    try {
      return await campaigns.list();
    } catch (error) {
      if (mayNot(error)) return undefined;
      throw error;
    }
  }

  async function askQuietly() {
    try {
      await ask();
    } catch (error) {
      log.info({ err: error }, 'the campaigns could not be read');
    }
  }

  async function keepAsking() {
    await askQuietly();
    if (!isStopped) timer = clock.after(pause, keepAsking);
  }
  void keepAsking();

  return {
    current: () => told ?? [],
    async known() {
      if (!told) await (asking ?? ask());
      return told ?? [];
    },
    refresh: askQuietly,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}
