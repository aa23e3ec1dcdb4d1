import type { Kysely } from 'kysely';
import type { Actor } from '../../discord/interaction.ts';
import { type By, noteAct } from '../../store/acts.ts';
import { forgetCaseCards } from '../../store/case-cards.ts';
import { oneAtATime } from '../../store/one-at-a-time.ts';
import type { Schema } from '../../store/schema.ts';
import type { ModeratorsTable } from './tables.ts';

/** Who a moderator is: a person, or everybody with a role of one server. */
export type Named = Pick<ModeratorsTable, 'kind' | 'id' | 'guild_id'>;

/** More than anybody can keep an eye on, and few enough to be shown. */
export const MOST_MODERATORS = 50;

/** Whether somebody is a moderator just now; roles count on their own server only. */
export async function isModerator(
  db: Kysely<Schema>,
  { id, guildId, roles = [] }: Pick<Actor, 'id' | 'guildId' | 'roles'>,
): Promise<boolean> {
  const found = await db
    .selectFrom('moderators')
    .select('id')
    .where(({ or, and, eb }) =>
      or([
        and([eb('kind', '=', 'person'), eb('id', '=', id)]),
        ...(guildId === undefined || roles.length === 0
          ? []
          : [and([eb('kind', '=', 'role'), eb('id', 'in', roles), eb('guild_id', '=', guildId)])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** All moderators, people first, the longest named first. */
export async function listModerators(db: Kysely<Schema>): Promise<ModeratorsTable[]> {
  return await db.selectFrom('moderators').selectAll().orderBy('kind').orderBy('added_at').execute();
}

/** Names a moderator. Whether anything changed; `full` when there are as many as there may be. */
export async function addModerator(
  db: Kysely<Schema>,
  named: Named,
  { by, now }: By,
): Promise<'added' | 'known' | 'full'> {
  return await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, 'moderators');
    const { count } = await tx
      .selectFrom('moderators')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_MODERATORS) return 'full';
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('moderators')
      .values({ ...named, added_by: by, added_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return 'known';
    await noteAct(tx, { act: 'team_add', ...whoIs(named) }, { by, now });
    return 'added';
  });
}

/** Takes a moderator's rights away, at once: nothing that they have before them follows its case any more. Whether there was one. */
export async function removeModerator(
  db: Kysely<Schema>,
  { kind, id }: Omit<Named, 'guild_id'>,
  by: By,
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('moderators')
      .where('kind', '=', kind)
      .where('id', '=', id)
      .returningAll()
      .execute();
    for (const one of gone)
      await noteAct(tx, { act: 'team_remove', ...whoIs(one), before: { since: one.added_at } }, by);
    await forgetCaseCards(tx);
    return gone.length > 0;
  });
}

/** A moderator as the trail has them: by the person, or by the role. */
function whoIs({ kind, id }: Pick<Named, 'kind' | 'id'>) {
  return kind === 'person' ? { personId: id } : { subject: id };
}
