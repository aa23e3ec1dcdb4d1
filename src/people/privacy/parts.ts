import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Actor } from '../../discord/interaction.ts';
import type { Translator, Words } from '../../locales/words.ts';
import type { OasstClient } from '../../oasst/client.ts';
import type { Schema } from '../../store/schema.ts';
import type { Erasing } from '../erasure/machine.ts';

/** What everything about a person's own data works with. */
export type PrivacyParts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  /** The host of a backend on the network, whose people may be asked; undefined for the embedded one. */
  backendHost: string | undefined;
  erasing: Erasing;
  translator: Translator;
  clock: Clock;
  nonce: () => string;
};

/** The words in which an actor is addressed. */
export function wordsFor({ translator }: Pick<PrivacyParts, 'translator'>, { locale }: Actor): Words {
  return translator.words(locale);
}
