import { describe, expect, test } from 'vitest';
import { emptyLedger, type Ledger } from '../../../bench/open-assistant/ledger.ts';
import { againstDatabase } from '../../../bench/open-assistant/verify/database.ts';
import { againstRules } from '../../../bench/open-assistant/verify/rules.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { type TestBackend, testBackend } from '../../backend/support/backend.ts';
import { person } from '../../backend/support/person.ts';

const settings = { ...defaults, reviewsForPrompt: 1, reviewsForReply: 1, rankingsNeeded: 1, goalTreeSize: 3 };

/** A prompt, two replies, a label set for each and a ranking, and a ledger that says so. */
async function gathered(): Promise<{ backend: TestBackend; ledger: Ledger }> {
  const backend = await testBackend({ settings });
  const ledger = emptyLedger();
  const note = async (by: string, type: 'initial_prompt' | 'assistant_reply', text: string) => {
    const author = person(backend, by);
    const task = await author.take(type);
    expect((await author.text(task.acked, text, `id of ${text}`)).status).toBe(200);
    const parentId = task.type === 'assistant_reply' ? task.conversation.messages.at(-1)?.id : undefined;
    const place = { parentId: parentId ?? undefined, lang: 'en' };
    ledger.texts.push({ person: by, taskId: task.id, id: `id of ${text}`, text, ...place });
  };
  const review = async (by: string, type: 'label_initial_prompt' | 'label_assistant_reply') => {
    const { id, message_id } = await person(backend, by).take(type);
    expect((await person(backend, by).labels(id, message_id, { spam: 0, quality: 0.5 })).status).toBe(200);
    const labels = { spam: 0, quality: 0.5 };
    ledger.labelSets.push({ person: by, taskId: id, messageId: message_id, labels });
  };
  await note('ada', 'initial_prompt', 'a prompt');
  await review('bob', 'label_initial_prompt');
  await note('cy', 'assistant_reply', 'one reply');
  await review('bob', 'label_assistant_reply');
  await note('dee', 'assistant_reply', 'another reply');
  await review('bob', 'label_assistant_reply');
  const task = await person(backend, 'eve').take('rank_assistant_replies');
  expect((await person(backend, 'eve').ranking(task.acked, [1, 0])).status).toBe(200);
  const order = [1, 0].map((index) => task.reply_messages[index]?.id ?? '');
  const parentId = task.ranking_parent_id ?? '';
  ledger.rankings.push({ person: 'eve', taskId: task.id, parentId, order });
  return { backend, ledger };
}

test('what was given and is there as it was given is in order', async () => {
  const { backend, ledger } = await gathered();
  expect(await againstDatabase(backend.db, ledger)).toEqual([]);
  expect(await againstRules(backend.db, settings)).toEqual([]);
});

describe('it is told', () => {
  test('that a text is lost, or was never given', async () => {
    const { backend, ledger } = await gathered();
    const [first, ...others] = ledger.texts;
    if (!first) throw new Error('there are texts');
    const lost = { ...first, id: 'another', taskId: 'another' };
    expect(await againstDatabase(backend.db, { ...ledger, texts: [lost, ...others] })).toEqual([
      '1 texts lost: another',
      '1 texts stored, but never given: id of a prompt',
      '1 done tasks lost: another',
      `1 done tasks stored, but never given: ${first.taskId}`,
    ]);
  });

  test('that a text stands under another name, or in other words', async () => {
    const { backend, ledger } = await gathered();
    const texts = ledger.texts.map((text) => ({ ...text, person: 'eve' }));
    const [who, tasks, ...rest] = await againstDatabase(backend.db, { ...ledger, texts });
    expect(who).toMatch(/^3 texts not as they were given: id of a prompt: given .*"eve".*found .*"ada"/);
    expect(tasks).toMatch(/^3 done tasks not as they were given/);
    expect(rest).toEqual([]);
    await backend.db.updateTable('backend_messages').set({ text: 'cut' }).where('depth', '=', 0).execute();
    expect(await againstDatabase(backend.db, ledger)).toEqual([
      expect.stringMatching(/^1 texts not as they were given: .*"a prompt".*"cut"/),
    ]);
  });

  test('that a label set is lost, and that the message counts more than there are', async () => {
    const { backend, ledger } = await gathered();
    const [given] = ledger.labelSets;
    await backend.db.deleteFrom('backend_labels').where('task_id', '=', String(given?.taskId)).execute();
    expect(await againstDatabase(backend.db, ledger)).toEqual([`1 label sets lost: ${given?.taskId}`]);
    expect(await againstRules(backend.db, settings)).toEqual([
      `message ${given?.messageId} counts 1 reviews of 0`,
    ]);
  });

  test('that a ranking was stored in another order', async () => {
    const { backend, ledger } = await gathered();
    const rankings = ledger.rankings.map((ranking) => ({ ...ranking, order: ranking.order.toReversed() }));
    expect(await againstDatabase(backend.db, { ...ledger, rankings })).toEqual([
      expect.stringMatching(/^1 rankings not as they were given/),
    ]);
  });

  test('that something was confirmed twice', async () => {
    const { backend, ledger } = await gathered();
    const twice = { ...ledger, labelSets: ledger.labelSets.flatMap((given) => [given, { ...given }]) };
    const [first] = await againstDatabase(backend.db, twice);
    expect(first).toMatch(/^3 label sets confirmed twice/);
  });

  test('that a tree is not where its messages bring it', async () => {
    const { backend } = await gathered();
    await backend.db.updateTable('backend_trees').set({ state: 'ranking' }).execute();
    expect(await againstRules(backend.db, settings)).toEqual([
      expect.stringMatching(/^tree \S+ is in ranking and belongs in ready_for_scoring$/),
    ]);
  });
});
