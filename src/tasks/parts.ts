import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { logAfterwards } from '../discord/calls/not-shown.ts';
import type { Actor } from '../discord/interaction.ts';
import type { Posting } from '../discord/posts/posting.ts';
import type { View } from '../discord/view.ts';
import type { Translator, Words } from '../locales/words.ts';
import type { OasstClient } from '../oasst/client.ts';
import type { LabelDescription } from '../oasst/protocol.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { CardPlace } from '../store/cards.ts';
import type { Delivery } from '../store/outbox-delivery.ts';
import type { Schema } from '../store/schema.ts';
import type { KnownCampaigns } from './campaigns/keep.ts';
import type { Offers } from './offers.ts';
import type { OpenWork } from './open-work.ts';
import type { Quota } from './quota.ts';
import type { Look } from './second-look/look.ts';

/** What everything that happens to a task works with. */
export type Parts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  /** What the backend asks and allows. */
  rules: BackendRules;
  delivery: Delivery;
  posting: Posting;
  translator: Translator;
  clock: Clock;
  log: Logger;
  /** A few letters that make the custom id of a form one that nobody's phone has seen before. */
  nonce: () => string;
  /** Changes a message that was shown earlier, by the token it was shown with. */
  edit: (place: Pick<CardPlace, 'message_id' | 'token' | 'valid_until'>, view: View) => Promise<void>;
  /** Looks at texts before they are sent. */
  look: Look;
  /** What the server somebody is on offers. */
  offers: Offers;
  /** The campaigns of the backend. */
  campaigns: KnownCampaigns;
  /** What the backend says is open to each person. */
  openWork: OpenWork;
  /** How many tasks and reports each person may still ask the backend for. */
  quotas: { tasks: Quota; reports: Quota };
  /** The labels a report may carry, as the backend last said. */
  reportLabels: () => readonly LabelDescription[];
  /**
   * The tasks whose answer somebody is waiting for just now, and whether the backend has it; they learn of it with the
   * reply to their click.
   */
  awaited: Map<string, boolean>;
  /** Resolves when all that was done before is kept for good. */
  settled: () => Promise<void>;
};

/** The words in which an actor is addressed. */
export function wordsFor({ translator }: Parts, { locale }: Actor): Words {
  return translator.words(locale);
}

/**
 * Has the disk take what was done up to now, while work goes on: for a reply that says nothing that rests on more than that.
 */
export function beginKeeping({ settled }: Pick<Parts, 'settled'>): Promise<void> {
  const kept = settled();
  kept.catch(() => {}); // whoever waits for it hears of it
  return kept;
}

/** Lets something run on without anybody waiting; what goes wrong is logged, that somebody has dismissed a message as no fault. */
export function inBackground({ log }: Pick<Parts, 'log'>, what: string, work: Promise<unknown>): void {
  work.catch((error) => logAfterwards(log, what, error, 'work in the background failed'));
}
