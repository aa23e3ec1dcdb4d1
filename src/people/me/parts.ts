import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Translator } from '../../locales/words.ts';
import type { OasstClient } from '../../oasst/client.ts';
import type { BackendRules } from '../../oasst/rules.ts';
import type { KnownPerson } from '../../store/people.ts';
import type { Schema } from '../../store/schema.ts';

/** What a person's own view of what they gave works with. */
export type MeParts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  rules: BackendRules;
  translator: Translator;
  clock: Pick<Clock, 'now'>;
  /** Whether somebody has agreed to the consent text as it is now; new words are taken only then. */
  hasConsented: (person: KnownPerson | undefined) => boolean;
  /** A few letters that make the custom id of a form one that nobody's phone has seen before. */
  nonce: () => string;
};
