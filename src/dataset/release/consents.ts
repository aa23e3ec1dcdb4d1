import type { Db } from '../../backend/db.ts';

/** A version of the consent that people gave, in the language they read it in, and the hash of its words. */
export type ConsentVersion = { version: number; lang: string | null; text_hash: string | null };

/** Every version that somebody has consented to, without saying who or how many. */
export async function consentVersions(db: Db): Promise<ConsentVersion[]> {
  return await db
    .selectFrom('consents')
    .select(['version', 'lang', 'text_hash'])
    .distinct()
    .orderBy('version')
    .orderBy('lang')
    .orderBy('text_hash')
    .execute();
}
