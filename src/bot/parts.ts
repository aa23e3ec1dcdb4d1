import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { CollectionFiles } from '../collection/files/parts.ts';
import type { Observer } from '../discord/answering.ts';
import type { OasstClient } from '../oasst/client.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { ErasingParts } from '../people/erasure/machine.ts';
import type { Schema } from '../store/schema.ts';
import type { Detector } from '../tasks/second-look/detector.ts';
import type { DoorOptions } from './door-for.ts';

/** What a bot is made of. */
export type BotParts = {
  discord: DoorOptions & {
    /** Base URL of Discord's REST API, from which the gateway's address comes. */
    api: string;
    guildId?: string | undefined;
  };
  /** Discord ids of those who run the bot, besides its owner on Discord. */
  ownerIds: readonly string[];
  db: Kysely<Schema>;
  oasst: OasstClient;
  /** What that backend asks and allows, as it is at each moment. */
  rules: BackendRules;
  clock: Clock;
  random: () => number;
  nonce: () => string;
  /** Names this process among those that share the database. */
  processId: string;
  observer: Observer;
  log: Logger;
  /** The collection as files; undefined where it is not the bot's own. */
  files?: CollectionFiles | undefined;
  /** The host of a backend on the network; undefined for the embedded one. */
  backendHost?: string | undefined;
  /** Tells the languages of texts; nobody does where it is left out. */
  detector?: Detector | undefined;
  /** Forgets somebody in every file that lies beside the database; nothing when left out. */
  forgetInFiles?: ErasingParts['forgetInFiles'];
};
