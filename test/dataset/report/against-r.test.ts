import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { databases } from '../../support/database.ts';
import { messageId, type PlainMessage, personId, putPeople, putTree, uuid } from '../support/collection.ts';
import type { Db } from '../support/text.ts';
import { reported } from './support/report.ts';

// A collection of chance and what R says of it: fixtures/collection.R makes the file.
const Message = z.object({
  text: z.string(),
  labels: z.array(z.record(z.string(), z.number())),
  accepted: z.boolean().nullable(),
  warned: z.boolean(),
});
const Collection = z.object({
  trees: z.array(
    z.object({
      lang: z.string(),
      prompt: Message,
      replies: z.array(Message),
      ballots: z.array(z.array(z.number())),
    }),
  ),
  tasks: z.array(z.object({ seconds: z.number(), skipped: z.boolean() })),
});
const file = new URL('./fixtures/collection.json', import.meta.url);
const { collection, figures } = z
  .object({ collection: Collection, figures: z.json() })
  .parse(JSON.parse(readFileSync(file, 'utf8')));

const PEOPLE = 14;
const NEAR = 1e-9;
const BEGUN = Date.UTC(2026, 0, 1);

async function putCollection(db: Db) {
  await putPeople(
    db,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  for (const [tree, { lang, prompt, replies, ballots }] of collection.trees.entries()) {
    // candidates are numbers from 1 in the order of their ids
    const byId = [...replies.keys()]
      .map((index) => index + 1)
      .sort((a, b) => (messageId(tree, a) < messageId(tree, b) ? -1 : 1));
    const rankings = ballots.map((order) => order.map((candidate) => byId[candidate - 1] ?? 0));
    await putTree(db, tree, {
      lang,
      messages: [
        { ...plain(prompt), rankings },
        ...replies.map((reply, author) => ({ ...plain(reply), parent: 0, author })),
      ],
    });
  }
  await db.updateTable('backend_messages').set({ task_id: 'of a task' }).execute();
  for (const [index, task] of collection.tasks.entries()) await putTask(db, index, task);
}

function plain({ text, labels, accepted, warned }: z.infer<typeof Message>): PlainMessage {
  const reviewResult = accepted === null ? null : accepted ? 1 : 0;
  return { text, labels, reviewResult, secondLook: warned ? ['short'] : [] };
}

async function putTask(db: Db, index: number, { seconds, skipped }: { seconds: number; skipped: boolean }) {
  const ended = BEGUN + seconds * 1_000 + 999;
  await db
    .insertInto('backend_tasks')
    .values({
      ...{
        id: uuid(`task ${index}`),
        client: 'default',
        user_id: personId(0),
        type: 'summarize_story',
        lang: 'en',
      },
      ...{
        subject_id: null,
        payload: '{}',
        label_mode: null,
        collective: 0,
        created_at: BEGUN,
        expires_at: BEGUN,
      },
      ...{ acked_id: null, skip_reason: null },
      ...{ done_at: skipped ? null : ended, skipped_at: skipped ? ended : null },
    })
    .execute();
}

/** The report's figures in the form that R gives them. */
function inTheirForm(report: Awaited<ReturnType<typeof reported>>) {
  const kinds = ['initial_prompt', 'assistant_reply'] as const;
  const byKind = <T>(of: (kind: (typeof kinds)[number]) => T) =>
    Object.fromEntries(kinds.map((kind) => [kind, of(kind)]));
  const ends = (of: { value: number; low: number; high: number } | null | undefined) =>
    of && [of.value, of.low, of.high];
  const [work] = report.work;
  const [ranked] = report.rankings;
  return {
    texts: byKind((kind) => {
      const of = report.lengths.find((one) => one.kind === kind);
      const exact = report.duplicates.find((one) => one.kind === kind)?.exact;
      const quantiles = [
        of?.shortest,
        of?.quarter,
        of?.median,
        of?.three_quarters,
        of?.nine_tenths,
        of?.longest,
      ];
      return { messages: of?.messages, mean: of?.mean, exact, quantiles };
    }),
    labels: byKind((kind) =>
      Object.fromEntries(
        ['spam', 'quality'].map((label) => {
          const of = report.labels.find((one) => one.kind === kind && one.label === label);
          const { messages, judgements, mean, agreement } = of ?? {};
          return [
            label,
            {
              ...{
                messages,
                judgements,
                several: agreement?.messages,
                mean: mean?.value,
                alpha: agreement?.alpha?.value,
              },
              share: label === 'spam' ? ends(mean) : null,
            },
          ];
        }),
      ),
    ),
    rankings: {
      ...{ sets: ranked?.sets, several: ranked?.sets_of_several, ballots: ranked?.ballots },
      not_rankable: ends(ranked?.not_rankable),
      ...{
        tau: ranked?.tau?.value,
        distance: ranked?.kemeny_distance?.value,
        share: ranked?.kemeny_share?.value,
      },
      fewest: Object.fromEntries(ranked?.fragility.by_people.map(({ people, sets }) => [people, sets]) ?? []),
      ...{ never: ranked?.fragility.nobody, one_person: ends(ranked?.fragility.one_person) },
    },
    people: Object.fromEntries(
      report.people.map(({ lang, people, judgements, gini, top_five }) => [
        lang ?? 'all',
        { people, judgements, gini, top: top_five },
      ]),
    ),
    work: {
      ...{ done: work?.done, skipped: work?.skipped, skip_share: ends(work?.skip_share) },
      quantiles: Object.values(work?.seconds ?? {}),
    },
    warned: fate(report.warnings.warnings[0]),
    without: fate(report.warnings.without),
  };

  function fate(of: (typeof report.warnings)['without'] | undefined) {
    return { messages: of?.messages, decided: of?.decided, accepted: ends(of?.accepted) };
  }
}

/** Every number of a structure by where it stands. */
function numbersIn(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, of]) => numbersIn(of, `${path}/${name}`));
}

describe.each(databases)('a whole report, on $name', ({ open }) => {
  test('has the figures that R has, every one to nine digits', async () => {
    const db = await open();
    await putCollection(db);
    const found = new Map(numbersIn(inTheirForm(await reported(db))));
    const expected = new Map(numbersIn(figures));
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
    expect(expected.size).toBeGreaterThan(80);
    const wrong = [...expected].filter(([path, value]) => {
      const own = found.get(path);
      return typeof value === 'number'
        ? !(typeof own === 'number' && Math.abs(own - value) <= NEAR)
        : own !== value;
    });
    expect(wrong.map(([path, value]) => [path, value, found.get(path)])).toEqual([]);
  });
});
