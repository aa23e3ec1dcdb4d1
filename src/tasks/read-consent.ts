import type { Actor } from '../discord/interaction.ts';
import { countRaises, ownTexts } from '../store/own-texts.ts';
import type { Person } from '../store/people.ts';
import { ConsentNeeded } from './consent-needed.ts';
import type { Parts } from './parts.ts';
import { type Consent, consentFor } from './show/consent.ts';
import type { TaskFilter } from './task-filter.ts';

/** The consent text as it is at this moment, for an actor; `person` is who they are known as, where the card says that it has changed. */
export async function readConsent(
  { db, translator }: Pick<Parts, 'db' | 'translator'>,
  { locale }: Pick<Actor, 'locale'>,
  person?: Pick<Person, 'consent_version'>,
): Promise<Consent> {
  const [own, raises] = [await ownTexts(db, 'consent'), await countRaises(db)];
  const isRenewed = person !== undefined && person.consent_version !== null;
  return { ...consentFor({ own, raises }, locale, translator), isRenewed };
}

/** What to throw at somebody who has not agreed to the text as it is now. */
export async function consentNeeded(parts: Parts, actor: Actor, filter: TaskFilter): Promise<ConsentNeeded> {
  return new ConsentNeeded(filter, await readConsent(parts, actor));
}
