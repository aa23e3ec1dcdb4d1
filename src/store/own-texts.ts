import { randomBytes } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { type By, noteAct } from './acts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type OwnTextsTable, type TextKind, textKinds } from './own-texts-table.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';

/** A text of the owners' own, as it holds in one language. */
export type OwnText = { lang: string; text: string };
export type WrittenText = Selectable<OwnTextsTable>;

/** What was written and not put up goes after this long. */
const KEPT_MS = 24 * 60 * 60_000;

/** The texts of a kind that hold, one for each language that has one, those that were put up first before others. */
export async function ownTexts(db: Kysely<Schema>, kind: TextKind): Promise<OwnText[]> {
  return (await holding(db, { kind })).filter(({ text }) => text !== '');
}

const holding = prepared((db, { kind }: { kind: TextKind }) =>
  db
    .selectFrom('own_texts as own')
    .select(['lang', 'text'])
    .where('kind', '=', kind)
    .where('version', '=', (eb) =>
      eb
        .selectFrom('own_texts as newest')
        .select(({ fn }) => fn.max('newest.version').as('version'))
        .whereRef('newest.kind', '=', 'own.kind')
        .whereRef('newest.lang', '=', 'own.lang'),
    )
    .orderBy('version'),
);

/** Keeps a text that somebody (`by`, a Discord id) wrote, until they put it up or a day is over; gives its id. */
export async function proposeText(
  db: Kysely<Schema>,
  { kind, lang, text, by }: { kind: TextKind; lang: string; text: string; by: string },
  now: number,
): Promise<string> {
  await db
    .deleteFrom('own_texts')
    .where('version', 'is', null)
    .where('written_at', '<', now - KEPT_MS)
    .execute();
  const id = randomBytes(8).toString('hex');
  await db
    .insertInto('own_texts')
    .values({ id, kind, lang, text, written_by: by, written_at: now, version: null, asks_again: 0 })
    .execute();
  return id;
}

/** A text that was written, put up or not. */
export async function writtenText(db: Kysely<Schema>, id: string): Promise<WrittenText | undefined> {
  return await db.selectFrom('own_texts').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Puts a text up, once, and writes down which one held before; with `asksAgain` nobody's consent holds from that moment on.
 * False for one that is up or gone.
 */
export async function putUpText(
  db: Kysely<Schema>,
  id: string,
  { asksAgain }: { asksAgain: boolean },
  { by, now }: By,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, 'own texts');
    const written = await writtenText(tx, id);
    if (!written) return false;
    const { kind, lang, text } = written;
    const held = (await ownTexts(tx, kind)).find((one) => one.lang === lang)?.text ?? '';
    const { numUpdatedRows } = await tx
      .updateTable('own_texts')
      .set({
        version: sql<number>`(select coalesce(max(version), 0) + 1 from own_texts)`,
        asks_again: asksAgain ? 1 : 0,
      })
      .where('id', '=', id)
      .where('version', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    const after = asksAgain ? { text, asksAgain } : { text };
    await noteAct(
      tx,
      { act: 'text', subject: `${kind}.${lang}`, before: { text: held }, after },
      { by, now },
    );
    if (asksAgain)
      await tx
        .insertInto('consent_raises')
        .values({ one: 1, raised: 1 })
        .onConflict((conflict) =>
          conflict.column('one').doUpdateSet({ raised: sql<number>`consent_raises.raised + 1` }),
        )
        .execute();
    return true;
  });
}

/** Lets go of a text that was not put up. */
export async function dropText(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('own_texts').where('id', '=', id).where('version', 'is', null).execute();
}

/** How often owners asked everybody anew, as a column of another question: nothing else says it as surely as the database. */
export function consentRaises() {
  return sql<number>`coalesce((select raised from consent_raises where one = 1), 0)`.as('consent_raises');
}

/** The same as a question of its own. */
export async function countRaises(db: Kysely<Schema>): Promise<number> {
  const [row] = await raises(db, {});
  return row?.consent_raises ?? 0;
}

const raises = prepared((db) => db.selectNoFrom(consentRaises()));

/** How many people have given a consent that was not withdrawn, whether or not they have to be asked again by now. */
export async function countAgreed(db: Kysely<Schema>): Promise<number> {
  const { agreed } = await db
    .selectFrom('people')
    .select(({ fn }) => fn.countAll<number>().as('agreed'))
    .where('consent_version', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(agreed);
}

/** The languages in which there are texts of the owners' own, by kind. */
export async function ownTextLanguages(db: Kysely<Schema>): Promise<Map<TextKind, string[]>> {
  const all = await Promise.all(
    textKinds.map(async (kind) => [kind, (await ownTexts(db, kind)).map(({ lang }) => lang)] as const),
  );
  return new Map(all.filter(([, langs]) => langs.length > 0));
}
