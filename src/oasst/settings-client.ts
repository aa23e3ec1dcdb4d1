import { get, post } from './endpoint.ts';
import { ifOffered } from './offered.ts';
import type { User } from './protocol.ts';
import { read } from './reading.ts';
import {
  KnownSettings,
  SettingsOutcome,
  SettingsRequest,
  SettingsWish,
  type SettingValue,
  WeighedSettings,
} from './settings.ts';
import type { Send } from './transport.ts';

type Values = Readonly<Record<string, SettingValue>>;

/**
 * The settings of a backend that can be changed while it runs: undefined from one that does not offer that. Needs a trusted
 * key. Rejects as the client does.
 */
export type SettingsClient = {
  /** All of them, and the last changes. */
  known(): Promise<KnownSettings | undefined>;
  /** What would follow from other values. Changes nothing. */
  weigh(values: Values): Promise<WeighedSettings | undefined>;
  /** Changes them in the name of an owner, unless they were changed since that version; may be said again. */
  change(moderator: User, values: Values, version: number): Promise<SettingsOutcome | undefined>;
};

/** The part of the client that is about settings. */
export function settingsClient(send: Send): SettingsClient {
  return {
    known: () => ifOffered(async () => read(KnownSettings, await send(get`extensions/settings`))),
    weigh: (values) =>
      ifOffered(async () => {
        const contents = { form: SettingsWish, body: { values }, repeatable: true };
        return read(WeighedSettings, await send(post`extensions/settings/weigh`, contents));
      }),
    change: (moderator, values, version) =>
      ifOffered(async () => {
        const body = { moderator, values, version };
        const contents = { form: SettingsRequest, body, repeatable: true };
        return read(SettingsOutcome, await send(post`extensions/settings`, contents));
      }),
  };
}
