import { describe, expect, test } from 'vitest';
import { databases } from '../../support/database.ts';
import { messageId, type PlainMessage, putPeople, putPromptRanking, putTree } from '../support/collection.ts';
import { putSummaries } from '../support/summaries.ts';
import { imported } from '../support/text.ts';
import { reported } from './support/report.ts';

const reply = (text: string, more: Partial<PlainMessage> = {}): PlainMessage => ({
  parent: 0,
  text,
  ...more,
});

describe.each(databases)('the figures of a report, on $name', ({ open }) => {
  test('of an empty collection there are none, and no estimate', async () => {
    const figures = await reported(await open());
    expect(figures).toMatchObject({
      counts: { trees: 0, messages: 0, authors: 0, states: [], languages: [] },
      ...{ lengths: [], labels: [], rankings: [], people: [], work: [], duplicates: [] },
      summaries: { summaries: 0, mean: null, agreement: { alpha: null } },
      warnings: { messages: 0, warnings: [], without: { accepted: null } },
      reports: { reports: 0, labels: [] },
    });
  });

  test('count what there is, by hand', async () => {
    const db = await open();
    await putPeople(db, [{}, {}, {}]);
    await putTree(db, 0, {
      messages: [
        {
          text: 'ab🦜',
          labels: [{ spam: 1, quality: 0.5 }, { spam: 0 }],
          reports: [{ pii: 1, spam: 0 }, {}],
        },
        reply('four'),
        reply(' four ', { author: 1, reviewResult: 0 }),
        { parent: 1, text: 'x'.repeat(101), author: 2, reviewResult: null, synthetic: true, model: 'm' },
      ],
    });
    await putTree(db, 1, { lang: 'de', state: 'growing', messages: [{ text: 'Ab, 🦜!', author: 2 }] });
    const figures = await reported(db);
    expect(figures.counts).toEqual({
      ...{ trees: 2, messages: 5, authors: 3 },
      states: [
        { state: 'growing', trees: 1 },
        { state: 'ready_for_export', trees: 1 },
      ],
      languages: [
        {
          ...{ lang: 'de', trees: 1, messages: 1, authors: 1, initial_prompt: 1, prompter_reply: 0 },
          ...{ assistant_reply: 0, accepted: 1, refused: 0, undecided: 0, synthetic: 0 },
        },
        {
          ...{ lang: 'en', trees: 1, messages: 4, authors: 3, initial_prompt: 1, prompter_reply: 1 },
          ...{ assistant_reply: 2, accepted: 2, refused: 1, undecided: 1, synthetic: 1 },
        },
      ],
    });
    expect(
      figures.lengths.map(({ kind, shortest, mean, longest, bins }) => [kind, shortest, mean, longest, bins]),
    ).toEqual([
      ['initial_prompt', 3, 4.5, 6, { width: 100, counts: [2] }],
      ['prompter_reply', 101, 101, 101, { width: 100, counts: [0, 1] }],
      ['assistant_reply', 4, 5, 6, { width: 100, counts: [2] }],
    ]);
    expect(figures.labels).toEqual([
      {
        ...{ kind: 'initial_prompt', label: 'spam', scale: 'yes_no', messages: 1, judgements: 2, mean: null },
        values: [
          { value: 0, count: 1 },
          { value: 1, count: 1 },
        ],
        agreement: { metric: 'nominal', messages: 1, alpha: null },
      },
      {
        ...{
          kind: 'initial_prompt',
          label: 'quality',
          scale: 'points',
          messages: 1,
          judgements: 1,
          mean: null,
        },
        values: [{ value: 0.5, count: 1 }],
        agreement: { metric: 'ordinal', messages: 0, alpha: null },
      },
    ]);
    expect(figures.reports).toEqual({
      ...{ reports: 2, messages: 1, people: 2, without_label: 1 },
      labels: [{ label: 'pii', reports: 1 }],
    });
    expect(figures.duplicates).toEqual([
      { kind: 'initial_prompt', texts: 2, exact: 0, near: 1 },
      { kind: 'prompter_reply', texts: 1, exact: 0, near: 0 },
      { kind: 'assistant_reply', texts: 2, exact: 1, near: 1 },
    ]);
  });

  test('tell how many people decide a ranking, and how far they differ', async () => {
    const db = await open();
    await putPeople(db, [{}, {}, {}, {}, {}]);
    const rankings = [
      [
        [1, 2, 3],
        [1, 2, 3],
        [2, 1, 3],
      ], // without one of the first two it is a tie, which the smaller id wins
      [
        [1, 2, 3],
        [1, 2, 3],
        [1, 3, 2],
        [1, 2, 3],
        [1, 2, 3],
      ],
      [[3, 2, 1]],
    ];
    for (const [tree, ballots] of rankings.entries())
      await putTree(db, tree, {
        messages: [{ text: `p ${tree}`, rankings: ballots }, reply('a'), reply('b'), reply('c')],
      });
    const [replies] = (await reported(db)).rankings;
    expect(replies).toMatchObject({
      sets: 3,
      sets_of_several: 2,
      ballots: 9,
      tau: null,
      kemeny_distance: null,
    });
    const first = messageId(0, 1) < messageId(0, 2) ? 2 : 1;
    expect(replies?.fragility).toEqual({
      by_people: [{ people: first, sets: 1 }],
      ...{ more_than: [], nobody: 1, one_person: null },
    });
  });

  test('replies of the same text are one when they are ranked', async () => {
    const db = await open();
    await putPeople(db, [{}, {}, {}]);
    const rankings = [
      [1, 2, 3],
      [2, 1, 3],
      [1, 2, 3],
    ];
    for (let tree = 0; tree < 12; tree += 1)
      await putTree(db, tree, {
        messages: [{ text: `p ${tree}`, rankings }, reply('same'), reply('same '), reply('c')],
      });
    const [replies] = (await reported(db)).rankings;
    expect(replies?.tau).toEqual({ value: 1, low: 1, high: 1 });
    expect(replies?.kemeny_share?.value).toBe(0);
    expect(replies?.fragility.nobody).toBe(12);
  });

  test('take rankings that were imported for what they are, whatever has become of the replies', async () => {
    const db = await open();
    const ranked = (user: string, ids: string[]) => ({
      ...{ type: 'ranking', user_id: user, ranking: [0, 1], ranked_message_ids: ids, ranking_parent_id: 'p' },
    });
    const events = { ranking: [ranked('u1', ['gone', 'lost']), ranked('u2', ['lost', 'gone'])] };
    const lines = [
      { message_id: 'p', text: 'p', lang: 'en', events },
      { message_id: 'a', parent_id: 'p', role: 'assistant', text: 'a', lang: 'en' },
      { message_id: 'b', parent_id: 'p', role: 'assistant', text: 'b', lang: 'en' },
      { message_id: 'c', parent_id: 'p', role: 'assistant', text: 'c', lang: 'en' },
    ];
    await imported(db, lines.map((line) => JSON.stringify(line)).join('\n'));
    await db.updateTable('backend_messages').set({ text: '' }).where('text', '=', 'c').execute();
    const [replies] = (await reported(db)).rankings;
    expect(replies).toMatchObject({ kind: 'assistant_reply', sets: 1, sets_of_several: 1, ballots: 2 });
    expect(replies?.fragility.by_people).toEqual([{ people: 1, sets: 1 }]);
    expect((await reported(db)).people.at(-1)).toMatchObject({ people: 2, judgements: 2 });
  });

  test('leave out what people wrote or judged who were disabled, and samples', async () => {
    const db = await open();
    await putPeople(db, [{}, { enabled: 0 }, { client: 'samples' }]);
    const judged = {
      labels: [{ spam: 1 }, { spam: 0 }],
      rankings: [
        [1, 2],
        [1, 2],
      ],
    };
    await putTree(db, 0, {
      messages: [{ text: 'p', ...judged }, reply('a'), reply('b'), reply('by another', { author: 1 })],
    });
    await putTree(db, 1, { messages: [{ text: 'a sample', author: 2 }] });
    const figures = await reported(db);
    expect(figures.counts).toMatchObject({ trees: 1, messages: 3, authors: 1 });
    expect(figures.labels).toMatchObject([{ judgements: 1, values: [{ value: 1, count: 1 }] }]);
    expect(figures.rankings).toMatchObject([{ sets: 1, ballots: 1 }]);
    expect(figures.people.at(-1)).toMatchObject({ people: 1, judgements: 2 });
    expect((await reported(db, '--samples')).counts).toMatchObject({ trees: 2, messages: 4, authors: 2 });
  });

  test('go by the filters of an export', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    await putTree(db, 0, { lang: 'de', messages: [{ text: 'p', labels: [{ quality: 1 }] }] });
    await putTree(db, 1, { state: 'growing', messages: [{ text: 'p' }, reply('a', { reviewResult: 0 })] });
    const trees = async (...args: string[]) => (await reported(db, ...args)).counts;
    expect(await trees('--lang', 'de')).toMatchObject({ trees: 1, messages: 1 });
    expect(await trees('--state', 'growing')).toMatchObject({ trees: 1, messages: 2 });
    expect(await trees('--unaccepted', 'no')).toMatchObject({ trees: 2, messages: 2 });
    expect(await trees('--until', '2000-01-01')).toMatchObject({ trees: 0 });
    expect(await trees('--max', 'quality=0.5')).toMatchObject({ trees: 1, messages: 1 });
  });

  test('a person’s ranking of prompts is one judgement, whatever it ranks', async () => {
    const db = await open();
    await putPeople(db, [{}, {}]);
    for (const tree of [0, 1, 2]) await putTree(db, tree, { messages: [{ text: `p ${tree}` }] });
    await putPromptRanking(db, 1, [2, 0, 1]);
    const figures = await reported(db);
    expect(figures.people.at(-1)).toEqual({
      lang: null,
      people: 1,
      judgements: 1,
      gini: null,
      top_five: null,
    });
    expect(figures.work).toMatchObject([
      { type: 'rank_initial_prompts', done: 1, skipped: 0, seconds: null },
    ]);
  });

  test('have the ratings of summaries', async () => {
    const db = await open();
    await putPeople(
      db,
      Array.from({ length: 15 }, () => ({})),
    );
    const ratings = (index: number) => (index % 2 === 0 ? [5, 4, 4] : [1, 1, 2]);
    await putSummaries(
      db,
      Array.from({ length: 12 }, (_, index) => ({
        ...{ text: `s ${index}`, author: index + 3, ratings: ratings(index) },
      })),
    );
    const { summaries } = await reported(db);
    expect(summaries).toMatchObject({ stories: 1, summaries: 12, ratings: 36 });
    expect(summaries.values).toEqual([
      { value: 1, count: 12 },
      { value: 2, count: 6 },
      { value: 4, count: 12 },
      { value: 5, count: 6 },
    ]);
    expect(summaries.mean?.value).toBeCloseTo(102 / 36, 9);
    expect(summaries.agreement.alpha?.value).toBeGreaterThan(0.8);
    expect(summaries.agreement.alpha?.high).toBeLessThan(1);
  });

  test('tell what became of what was sent in spite of a warning', async () => {
    const db = await open();
    await putPeople(db, [{}]);
    for (let tree = 0; tree < 12; tree += 1)
      await putTree(db, tree, { messages: [{ text: `p ${tree}`, reviewResult: tree < 3 ? 1 : 0 }] });
    await db
      .updateTable('backend_messages')
      .set({ task_id: 't', second_look: '["short","link"]' })
      .where('id', '!=', messageId(11, 0))
      .execute();
    const { warnings } = await reported(db);
    expect(warnings).toMatchObject({ messages: 11, warned: 11, without: { messages: 0, accepted: null } });
    expect(warnings.warnings.map(({ warning, decided }) => [warning, decided])).toEqual([
      ['link', 11],
      ['short', 11],
    ]);
    expect(warnings.warnings[0]?.accepted?.value).toBeCloseTo(3 / 11, 9);
  });
});
