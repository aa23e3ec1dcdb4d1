import { z } from 'zod';
import { User } from './protocol.ts';

// What owners change of a backend while it runs. An extension of the embedded backend; others do not have it.

/** From when on a changed setting holds: `undecided` is at once, for what nobody has decided about yet. */
export const holdsFrom = ['now', 'undecided', 'new_trees', 'new_tasks', 'next'] as const;
export type HoldsFrom = (typeof holdsFrom)[number];

/** What a setting can be: numbers are counts, shares or milliseconds. */
export const SettingValue = z.union([z.number(), z.boolean()]);
export type SettingValue = z.infer<typeof SettingValue>;

/** A setting that can be changed while the backend runs. */
export const KnownSetting = z.object({
  name: z.string(),
  value: SettingValue,
  /** What it is where nobody says anything. */
  standard: SettingValue,
  /** The kind of number; true and false are `boolean`. */
  type: z.enum(['integer', 'number', 'boolean']),
  min: z.number().optional(),
  max: z.number().optional(),
  holds: z.enum(holdsFrom),
  /** Where its value comes from: the file or default, a choice made while it ran, or the command line, which nothing overrules. */
  source: z.enum(['given', 'chosen', 'fixed']),
});
export type KnownSetting = z.infer<typeof KnownSetting>;

/** One setting that changes. */
export const SettingChange = z.object({ name: z.string(), from: SettingValue, to: SettingValue });
export type SettingChange = z.infer<typeof SettingChange>;

/** A change that was made, and by whom: an authentication method, a colon and the front end's id. */
export const MadeChange = z.object({
  version: z.int(),
  by: z.string(),
  date: z.string(),
  changes: z.array(SettingChange),
});
export type MadeChange = z.infer<typeof MadeChange>;

/** All settings that can be changed, and the last changes, the newest first. `version` rises with each. */
export const KnownSettings = z.object({
  version: z.int(),
  settings: z.array(KnownSetting),
  history: z.array(MadeChange),
});
export type KnownSettings = z.infer<typeof KnownSettings>;

/** Why a value cannot be: `rule` says what it must be, alone or (`impossible`) so that anything can ever be finished, or that the command line fixes it, or that there is no such setting. */
export const SettingProblem = z.object({
  name: z.string(),
  what: z.enum(['rule', 'fixed', 'unknown', 'impossible']),
  rule: z.string(),
});
export type SettingProblem = z.infer<typeof SettingProblem>;

/** Wanted values by name. */
export const SettingsWish = z.object({ values: z.record(z.string(), SettingValue) });

/** What would follow from a wish: messages accepted and refused at once, and trees that go on to another state. */
export const WeighedSettings = z.object({
  version: z.int(),
  problems: z.array(SettingProblem),
  changes: z.array(SettingChange),
  accepted: z.int(),
  refused: z.int(),
  trees: z.int(),
});
export type WeighedSettings = z.infer<typeof WeighedSettings>;

/** A wish that is to be done, as long as the settings are those of this version. */
export const SettingsRequest = SettingsWish.extend({ moderator: User, version: z.int().min(0) });

/** What became of it: `overtaken` when somebody changed something meanwhile, `wrong` when a value cannot be. */
export const SettingsOutcome = z.object({
  outcome: z.enum(['done', 'overtaken', 'wrong']),
  changes: z.array(SettingChange),
});
export type SettingsOutcome = z.infer<typeof SettingsOutcome>;
