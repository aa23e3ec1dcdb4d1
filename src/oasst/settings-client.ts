import { get, post } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import type { User } from './protocol.ts';
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
    known: () => readIfOffered(KnownSettings, () => send(get`extensions/settings`)),
    weigh: (values) =>
      readIfOffered(WeighedSettings, () =>
        send(post`extensions/settings/weigh`, { form: SettingsWish, body: { values }, repeatable: true }),
      ),
    change: (moderator, values, version) =>
      readIfOffered(SettingsOutcome, () => {
        const body = { moderator, values, version };
        return send(post`extensions/settings`, { form: SettingsRequest, body, repeatable: true });
      }),
  };
}
