import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { draw } from '../random.ts';
import { hasWork } from './rules.ts';
import { bringToRest, lockTree, setState, toTree, treeMessages, treeRow } from './trees.ts';

const WAITING_AT_ONCE = 100;

/** After a tree of this language has come to its end: now and then, one of the backlog takes its place. */
export async function replaceFromBacklog(trx: Trx, backend: Backend, lang: string): Promise<void> {
  const { settings, random } = backend;
  if (random() < settings.backlogChance) await activateOne(trx, backend, lang);
  if (settings.minActiveRankings > 0 && (await openRankings(trx, lang)) < settings.minActiveRankings)
    await activateOne(trx, backend, lang);
}

/** Opens one waiting tree for ranking; those with nothing to rank are aborted on the way. */
async function activateOne(trx: Trx, backend: Backend, lang: string) {
  const waiting = await trx
    .selectFrom('backend_trees')
    .select('id')
    .where('lang', '=', lang)
    .where('state', '=', 'backlog_ranking')
    .orderBy('id')
    .limit(WAITING_AT_ONCE)
    .execute();
  const left = new Set(waiting.map(({ id }) => id));
  while (left.size > 0) {
    const id = draw([...left], () => 1, backend.random);
    if (id === undefined || (await activate(trx, backend, id))) return;
    left.delete(id);
  }
}

async function activate(trx: Trx, { settings }: Backend, id: string) {
  await lockTree(trx, id);
  const row = await treeRow(trx, id);
  if (row.state !== 'backlog_ranking') return false;
  const works = hasWork(toTree({ ...row, state: 'ranking' }, await treeMessages(trx, id)), settings);
  await setState(trx, id, works ? 'ranking' : 'aborted_low_grade');
  await bringToRest(trx, id, settings);
  return works;
}

async function openRankings(trx: Trx, lang: string) {
  const { count } = await trx
    .selectFrom('backend_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('queue', '=', lang)
    .where('wanted', 'in', ['rank_assistant_replies', 'rank_prompter_replies'])
    .executeTakeFirstOrThrow();
  return Number(count);
}
