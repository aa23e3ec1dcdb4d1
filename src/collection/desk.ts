import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { LaterMessages } from '../discord/calls/later-messages.ts';
import type { Posting } from '../discord/posts/posting.ts';
import type { Translator } from '../locales/words.ts';
import type { OasstClient } from '../oasst/client.ts';
import type { BackendRules } from '../oasst/rules.ts';
import type { Schema } from '../store/schema.ts';

/** What whoever looks after a collection works with. */
export type Desk = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  rules: BackendRules;
  posting: Posting;
  /** Changes messages that only one person sees, while their token is good. */
  messages: Pick<LaterMessages, 'edit'>;
  translator: Translator;
  clock: Clock;
  log: Logger;
  /** Whether somebody is trusted with what people report: an owner, or a moderator who was named as a person. */
  isTrusted: (personId: string) => Promise<boolean>;
  /** A few letters that make the custom id of a form one that nobody's phone has seen before. */
  nonce: () => string;
};
