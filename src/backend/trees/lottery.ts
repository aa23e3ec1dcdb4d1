import { isPostgres } from '../../store/dialect.ts';
import { prepared } from '../../store/prepared.ts';
import { readToward } from '../campaigns/read.ts';
import { leftToBegin } from '../campaigns/rules.ts';
import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import { lockRow } from '../lock-row.ts';
import { draw } from '../random.ts';
import { begunIn } from './begun-in.ts';
import type { TreeState } from './tables.ts';
import { bringToRest, lockTree } from './trees.ts';

/** Whose trees are drawn: those of a language in one campaign, or in none. */
export type Lottery = { lang: string; campaign: CampaignRow | null };

/** What draws. */
export type DrawParts = Pick<Backend, 'db' | 'now' | 'random' | 'settings' | 'firstPlaces'>;

/**
 * Starts waiting trees while fewer grow than may, at most `most` of them, and no more than a campaign needs for its goal.
 * An author's chance is 1 + how often one of their replies was ranked first lately; among an author's prompts all are
 * equal.
 */
export async function drawTrees(backend: DrawParts, lottery: Lottery, most: number): Promise<void> {
  if (!(await canDraw(backend, backend.db, lottery))) return;
  await backend.db.transaction().execute(async (trx) => {
    await lockLanguage(trx, lottery.lang);
    if (lottery.campaign) await lockRow(trx, 'backend_campaigns', lottery.campaign.id);
    for (let drawn = 0; drawn < most && (await canDraw(backend, trx, lottery)); drawn += 1)
      if (!(await drawOne(backend, trx, lottery))) return;
  });
}

async function canDraw({ settings }: DrawParts, db: Db, { lang, campaign }: Lottery) {
  const most = settings.maxActiveTrees;
  const [row] = campaign
    ? await placesIn.campaign(db, { lang, most, campaignId: campaign.id })
    : await placesIn.everybody(db, { lang, most });
  if (Number(row?.growing) >= most || !row?.waiting) return false;
  return campaign === null || leftToBegin(await readToward(db, campaign)) > 0;
}

type Places = { lang: string; most: number };
const placesIn = {
  everybody: prepared((db, { lang, most }: Places) => places(db, { lang, most }, undefined)),
  campaign: prepared((db, { lang, most, campaignId }: Places & { campaignId: string }) =>
    places(db, { lang, most }, campaignId),
  ),
};

/** How many trees of a language grow, counted as far as `most`, and whether any waits to. */
function places(db: Db, { lang, most }: Places, campaignId: string | undefined) {
  return db.selectNoFrom(({ exists, selectFrom }) => {
    const trees = (state: TreeState) =>
      selectFrom('backend_trees')
        .select('state')
        .where('lang', '=', lang)
        .where('state', '=', state)
        .where(begunIn(campaignId));
    return [
      selectFrom(trees('growing').limit(most).as('counted'))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('growing'),
      exists(trees('prompt_lottery_waiting')).as('waiting'),
    ];
  });
}

async function drawOne(backend: DrawParts, trx: Trx, lottery: Lottery) {
  const { now, settings } = backend;
  const winner = await drawPrompt(backend, trx, lottery);
  if (winner === undefined) return false;
  await lockTree(trx, winner);
  await trx
    .updateTable('backend_trees')
    .set({ state: 'growing', won_lottery_at: now() })
    .where('id', '=', winner)
    .where('state', '=', 'prompt_lottery_waiting')
    .execute();
  await bringToRest(trx, winner, settings);
  return true;
}

/** Draws an author, and of their prompts one. Who has none that may win is not in the next draw, as if they had not been there. */
async function drawPrompt(
  { now, random, settings, firstPlaces }: DrawParts,
  trx: Trx,
  { lang, campaign }: Lottery,
): Promise<string | undefined> {
  let authors = campaign
    ? await authorsIn.campaign(trx, { lang, campaignId: campaign.id })
    : await authorsIn.everybody(trx, { lang });
  const firsts = await firstPlaces.of(trx, now() - settings.lotterySpanMs);
  for (;;) {
    const author = draw(authors, ({ author_id }) => 1 + (firsts.get(author_id ?? '') ?? 0), random);
    if (!author) return undefined;
    const prompts = await promptsOf(trx, { lang, campaign }, author.author_id);
    const winner = draw(prompts, () => 1, random);
    if (winner) return winner.id;
    authors = authors.filter((other) => other !== author);
  }
}

const authorsIn = {
  everybody: prepared((db, { lang }: { lang: string }) => authorsOf(db, lang, undefined)),
  campaign: prepared((db, { lang, campaignId }: { lang: string; campaignId: string }) =>
    authorsOf(db, lang, campaignId),
  ),
};

/** Who has prompts that wait; read from the index alone, because there may be many more prompts than authors. */
export function authorsOf(db: Db, lang: string, campaignId: string | undefined) {
  return waitingIn(db, lang, campaignId)
    .select('backend_trees.author_id')
    .groupBy('backend_trees.author_id')
    .orderBy('backend_trees.author_id');
}

/** The prompts of an author that may win; none of somebody who is out. */
async function promptsOf(trx: Trx, { lang, campaign }: Lottery, authorId: string | null) {
  return await waitingIn(trx, lang, campaign?.id)
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
    .innerJoin('backend_users', 'backend_users.id', 'backend_messages.user_id')
    .select('backend_trees.id')
    .where('backend_trees.author_id', authorId === null ? 'is' : '=', authorId)
    .where('backend_users.enabled', '=', 1)
    .where('backend_users.deleted', '=', 0)
    .where('backend_messages.deleted', '=', 0)
    .orderBy('backend_trees.id')
    .execute();
}

function waitingIn(db: Db, lang: string, campaignId: string | undefined) {
  return db
    .selectFrom('backend_trees')
    .where('backend_trees.lang', '=', lang)
    .where('backend_trees.state', '=', 'prompt_lottery_waiting')
    .where(begunIn(campaignId));
}

/** A language has no row of its own until somebody needs to lock it. */
async function lockLanguage(trx: Trx, lang: string) {
  if (!isPostgres(trx)) return;
  await trx
    .insertInto('backend_languages')
    .values({ lang })
    .onConflict((conflict) => conflict.column('lang').doUpdateSet({ lang }))
    .execute();
}
