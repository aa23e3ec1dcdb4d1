import { barTrees } from '../bars/bar-trees.ts';
import type { ToWrite } from '../message-columns.ts';
import { placesAround } from '../opinions/votes.ts';
import { chosenAmong, treesAt } from '../read.ts';
import type { Context } from './format.ts';
import { type ChosenTree, chosenTrees } from './from-trees.ts';

/** A ranking of prompts by one person, best first, of those that are exported. */
export type PromptBallot = { order: readonly ChosenPrompt[]; isUsable: boolean };

/** A prompt with its tree, and with its side where there are sides. */
export type ChosenPrompt = { tree: ChosenTree['tree']; prompt: ToWrite; side: string | undefined };

/** Every ranking that one of the prompts of a page is in, in no order that says anything of the people. */
export async function promptBallots(context: Context, page: readonly ChosenTree[]): Promise<PromptBallot[]> {
  const { db, people } = context;
  const rows = await placesAround(
    db,
    page.map(({ tree }) => tree.id),
  );
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const counted = rows.filter(({ user_id }) => known.get(user_id)?.withdrawn === false);
  const prompts = await promptsAmong(
    context,
    page,
    counted.map(({ id }) => id),
  );
  const ballots = Map.groupBy(counted, ({ task_id, user_id }) => `${task_id}/${user_id}`);
  return [...ballots.values()].map((places) => {
    const order = new Map(places.toSorted((a, b) => a.place - b.place).map((row) => [row.id, row]));
    return {
      order: [...order.keys()].flatMap((id) => prompts.get(id) ?? []),
      isUsable: places.every(({ not_rankable }) => not_rankable === 0),
    };
  });
}

/** Those of some prompts that are exported, whether their trees are on the page or not. */
async function promptsAmong(context: Context, page: readonly ChosenTree[], ids: readonly string[]) {
  const here = new Set(page.map(({ tree }) => tree.id));
  const others = [...new Set(ids)].filter((id) => !here.has(id));
  const { db, choice, people } = context;
  const chosen = others.length > 0 ? await chosenAmong(db, choice, others) : [];
  const trees = await barTrees(db, await treesAt(db, chosen, choice, people), choice.filters, people);
  const wanted = { labels: choice.labels, emojis: false, events: false, ballots: false };
  const all = [...page, ...(await chosenTrees(context, trees, wanted))];
  const sides = await context.sides?.of(all.map(({ tree }) => tree.id));
  return new Map(
    all.flatMap(({ tree, messages: [prompt] }) =>
      prompt ? [[tree.id, { tree, prompt, side: sides?.get(tree.id) }] as const] : [],
    ),
  );
}
