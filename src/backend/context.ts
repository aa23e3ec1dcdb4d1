import type { Registry } from 'prom-client';
import type { Db } from './db.ts';
import type { Clients } from './keys/clients.ts';
import type { Log } from './log.ts';
import type { Pace } from './pace.ts';
import type { Random } from './random.ts';
import type { LiveSettings } from './settings/live.ts';
import type { Settings } from './settings/settings.ts';

/** How often each person's messages were ranked first of all, at most 15 minutes ago. */
export type FirstPlaces = {
  /** Counts what was ranked since `since` (epoch ms), by user, if that was not done lately; who was never first is not there. */
  of(db: Db, since: number): Promise<ReadonlyMap<string, number>>;
  /** Counts them for the draws to come, while others have their turn. */
  refresh(db: Db, since: number, pace: Pace): Promise<void>;
};

/** What every part of the backend works with. */
export type Backend = {
  db: Db;
  /** Epoch milliseconds. */
  now: () => number;
  random: Random;
  /** A fresh UUID. */
  newId: () => string;
  /** As they are at this moment; a copy of this object keeps them for as long as something takes. */
  readonly settings: Settings;
  /** How they change while it runs. */
  live: LiveSettings;
  clients: Clients;
  firstPlaces: FirstPlaces;
  log: Log;
  /** Where figures for Prometheus are kept. */
  metrics: Registry;
};
