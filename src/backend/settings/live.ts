import { z } from 'zod';
import { SettingValue } from '../../oasst/settings.ts';
import type { Db } from '../db.ts';
import { type Group, merge, nested, valueAt } from './groups.ts';
import { managed } from './managed.ts';
import { Settings } from './settings.ts';
import { SettingsError } from './settings-error.ts';
import { sentencesOf } from './settings-input.ts';
import type { SettingsRow } from './tables.ts';

/** What was chosen while it ran, by name. */
export type Chosen = Readonly<Record<string, SettingValue>>;

/** The settings of a running backend. What is fixed wins over what was chosen, and that over what was given at the start. */
export type LiveSettings = {
  /** As they are at this moment. */
  now(): Settings;
  /** How often they have been changed while a backend ran. */
  version(): number;
  /** What was chosen and holds, unless it is fixed. */
  chosen(): Chosen;
  /** As they were at the start, before anything was chosen. */
  given: Settings;
  /** Whether the command line says what this one is. */
  isFixed(name: string): boolean;
  /** What they would be with these choices. */
  with(chosen: Chosen): ReturnType<typeof Settings.safeParse>;
  /**
   * Takes over what was chosen meanwhile, in this process or another; true when that is news.
   * @throws SettingsError when it does not go together with what was given
   */
  refresh(db: Db): Promise<boolean>;
  /** Calls `listener` after each change. */
  onChange(listener: () => void): void;
};

/** Settings that can change, as they were given; `refresh` them before anybody works with them. */
export function liveSettings(given: Settings, fixed: Group = {}): LiveSettings {
  let current: { settings: Settings; version: number; chosen: Chosen } = {
    settings: given,
    version: 0,
    chosen: {},
  };
  const listeners: (() => void)[] = [];

  function combine(chosen: Chosen) {
    const choices = Object.entries(chosen).map(([name, value]) => nested(name, value));
    return Settings.safeParse([...choices, fixed].reduce(merge, given));
  }

  return {
    now: () => current.settings,
    version: () => current.version,
    chosen: () => current.chosen,
    given,
    isFixed: (name) => valueAt(fixed, name) !== undefined,
    with: combine,
    async refresh(db) {
      const row = await newest(db);
      if (!row || row.version <= current.version) return false;
      const chosen = chosenIn(row);
      const { data, error } = combine(chosen);
      if (!data) throw new SettingsError(sentencesOf(error).map((line) => `/settings collection: ${line}`));
      current = { settings: data, version: row.version, chosen };
      for (const listener of listeners) listener();
      return true;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

/** The last change; undefined before the first. */
async function newest(db: Db): Promise<SettingsRow | undefined> {
  return await db
    .selectFrom('backend_settings')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const Stored = z.record(z.string(), SettingValue);

/** What a row says was chosen; what another version knows and this one does not is left out. */
function chosenIn({ chosen }: SettingsRow): Chosen {
  const all = Object.entries(Stored.parse(JSON.parse(chosen)));
  return Object.fromEntries(all.filter(([name]) => Object.hasOwn(managed, name)));
}
