import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../../src/backend/db.ts';
import { Campaign, CampaignList, CampaignOutcome, MOST_CAMPAIGNS } from '../../../src/oasst/campaigns.ts';
import type { TaskRequestType } from '../../../src/oasst/protocol.ts';
import { Task } from '../../../src/oasst/tasks.ts';
import { addWebhook } from '../../../src/store/webhooks.ts';
import { databases } from '../../support/database.ts';
import { OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { person, type TestPerson } from '../support/person.ts';

const path = '/api/v1/extensions/campaigns';
const terms = {
  name: 'Kitchen',
  topic: 'Everything that is cooked.',
  languages: [],
  mix: null,
  goal: null,
  opens_at: null,
  closes_at: null,
  role: null,
};
const role = { id: '77', guild_id: '11' };

async function outcome(backend: TestBackend, at: string, body?: object): Promise<CampaignOutcome> {
  const { status, body: answer } = await backend.call('POST', at, body ? { body } : {});
  expect(status).toBe(200);
  return CampaignOutcome.parse(answer);
}

async function create(backend: TestBackend, more: object = {}): Promise<Campaign> {
  return z.object({ campaign: Campaign }).parse(await outcome(backend, path, { ...terms, ...more })).campaign;
}

async function list(backend: TestBackend): Promise<Campaign[]> {
  const { body } = await backend.call('GET', `${path}?progress=true`);
  return CampaignList.parse(body).campaigns;
}

/** What somebody gets who asks within a campaign: the task, or the code of the refusal. */
async function ask(backend: TestBackend, { user, lang }: TestPerson, type: TaskRequestType, id?: string) {
  const body = { type, user, lang, collective: false, ...(id ? { campaign: id } : {}) };
  const reply = await backend.call('POST', '/api/v1/tasks/', { body });
  if (reply.status === 200) return Task.parse(reply.body);
  return z.object({ error_code: z.number() }).parse(reply.body).error_code;
}

/** Writes a prompt in a campaign, and gives its tree's row. */
async function prompt(backend: TestBackend, db: Db, who: TestPerson, text: string, id?: string) {
  const task = await ask(backend, who, 'initial_prompt', id);
  if (typeof task === 'number') throw new Error(`no prompt: ${task}`);
  await who.text(await who.ack(task.id), text);
  return await db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_trees.id')
    .select(['backend_trees.id', 'backend_trees.campaign_id', 'backend_trees.state'])
    .where('backend_messages.text', '=', text)
    .executeTakeFirstOrThrow();
}

const quick = { reviewsForPrompt: 1, reviewsForReply: 1, fullLabels: zeros(), maxActiveTrees: 1 };
function zeros() {
  return { label_initial_prompt: 0, label_assistant_reply: 0, label_prompter_reply: 0 };
}

describe.each(databases)('campaigns on $name', ({ open }) => {
  test('are begun, listed, changed, ended and opened again', async () => {
    const db = await open();
    const backend = await testBackend({ db });
    await addWebhook(db, { url: 'https://a.test/', events: [] }, { by: '7', now: 0 });
    const made = await create(backend, { languages: ['EN', 'pt-br'], goal: { of: 'trees', count: 5 }, role });
    expect(made).toMatchObject({ languages: ['en', 'pt-BR'], goal: { of: 'trees', count: 5 }, role });
    const one = `${path}/${made.id}`;
    await outcome(backend, one, { topic: 'Soup.', goal: null, role: null });
    const [changed] = await list(backend);
    expect(changed).toMatchObject({
      name: 'Kitchen',
      topic: 'Soup.',
      languages: ['en', 'pt-BR'],
      goal: null,
      role: null,
      ended_at: null,
      progress: { trees: {}, messages: 0 },
    });
    const ended = await outcome(backend, `${one}/end`);
    expect(ended).toMatchObject({ campaign: { ended_at: backend.clock.now } });
    backend.clock.now += 1_000;
    expect(await outcome(backend, `${one}/end`)).toEqual(ended); // the first end stands
    const told = await db.selectFrom('webhook_events').select(['type', 'data']).execute();
    expect(told.map(({ type, data }) => [type, JSON.parse(data)])).toEqual([
      ['collection.campaign_ended', { campaign_id: made.id, name: 'Kitchen', reason: 'owner' }],
    ]);
    expect(await outcome(backend, `${one}/reopen`)).toMatchObject({ campaign: { ended_at: null } });
  });

  test('of one name there is one, also when two are begun at the same moment', async () => {
    const backend = await testBackend({ db: await open() });
    const both = await Promise.all([
      outcome(backend, path, terms),
      outcome(backend, path, { ...terms, name: ' kitchen ' }),
    ]);
    expect(both.filter((one) => 'refused' in one)).toEqual([{ refused: 'name_taken' }]);
    const other = await create(backend, { name: 'Garden' });
    expect(await outcome(backend, `${path}/${other.id}`, { name: 'KITCHEN' })).toEqual({
      refused: 'name_taken',
    });
    expect((await list(backend)).map(({ name }) => name.trim().toLowerCase()).sort()).toEqual([
      'garden',
      'kitchen',
    ]);
  });

  test('are refused that could never be open, are too many, or are not there', async () => {
    const backend = await testBackend({ db: await open() });
    expect(await outcome(backend, path, { ...terms, opens_at: 5, closes_at: 5 })).toEqual({
      refused: 'never_open',
    });
    const soon = backend.clock.now + 50;
    const first = await create(backend, { closes_at: soon });
    expect(await outcome(backend, `${path}/${first.id}`, { opens_at: soon })).toEqual({
      refused: 'never_open',
    });
    for (let made = 1; made < MOST_CAMPAIGNS; made += 1) await create(backend, { name: `Number ${made}` });
    expect(await outcome(backend, path, { ...terms, name: 'One more' })).toEqual({ refused: 'full' });
    await outcome(backend, `${path}/${first.id}/end`);
    await create(backend, { name: 'One more' });
    expect(await outcome(backend, `${path}/${first.id}/reopen`)).toEqual({ refused: 'full' });
    const unknown = `${path}/00000000-0000-4000-8000-000000000000`;
    for (const at of [unknown, `${unknown}/end`, `${unknown}/reopen`])
      expect(await outcome(backend, at, {})).toEqual({ refused: 'unknown' });
  });

  test('what cannot be seen is no name, and what looks like another name is taken', async () => {
    const backend = await testBackend({ db: await open() });
    for (const name of ['\u200b', '\u2060 \u200d', '\u0301', 'a'.repeat(61)])
      expect((await backend.call('POST', path, { body: { ...terms, name } })).status).toBe(422);
    const { id } = await create(backend);
    await outcome(backend, `${path}/${id}/end`); // the name stays taken
    for (const name of ['Kit\u200bchen', 'Кitchen', 'ΚITCHEN'])
      expect(await outcome(backend, path, { ...terms, name })).toEqual({ refused: 'name_taken' });
    const garden = await create(backend, { name: 'Garden' });
    const one = `${path}/${garden.id}`;
    expect(await outcome(backend, one, { name: 'Кitchen' })).toEqual({ refused: 'name_taken' });
    expect(await outcome(backend, one, { name: 'GARDEN' })).toMatchObject({ campaign: { name: 'GARDEN' } });
  });

  test('a last day that is over already is refused, but changes nothing of one that is over', async () => {
    const backend = await testBackend({ db: await open() });
    const closes_at = backend.clock.now;
    expect(await outcome(backend, path, { ...terms, closes_at })).toEqual({ refused: 'already_over' });
    const { id } = await create(backend, { closes_at: closes_at + 1 });
    expect(await outcome(backend, `${path}/${id}`, { closes_at: closes_at - 1 })).toEqual({
      refused: 'already_over',
    });
    backend.clock.now += 1;
    expect(await outcome(backend, `${path}/${id}`, { topic: 'Soup.' })).toMatchObject({
      campaign: { topic: 'Soup.', closes_at: closes_at + 1 },
    });
  });

  test('those that are over by their dates make room, and do not go on where there is none', async () => {
    const backend = await testBackend({ db: await open() });
    const closes_at = backend.clock.now + 10;
    const first = await create(backend, { closes_at });
    for (let made = 1; made < MOST_CAMPAIGNS; made += 1) await create(backend, { name: `Number ${made}` });
    expect(await outcome(backend, path, { ...terms, name: 'One more' })).toEqual({ refused: 'full' });
    backend.clock.now = closes_at;
    const last = await create(backend, { name: 'One more' });
    const one = `${path}/${first.id}`;
    expect(await outcome(backend, one, { closes_at: closes_at + 9 })).toEqual({ refused: 'full' });
    await outcome(backend, `${one}/end`);
    const isOver = { campaign: { ended_at: null, closes_at } };
    expect(await outcome(backend, `${one}/reopen`)).toMatchObject(isOver); // over, and so none too many
    await outcome(backend, `${path}/${last.id}/end`);
    expect(await outcome(backend, one, { closes_at: closes_at + 9 })).toMatchObject({
      campaign: { closes_at: closes_at + 9 },
    });
    expect(await outcome(backend, `${path}/${last.id}/reopen`)).toEqual({ refused: 'full' });
  });

  test('a prompt that was written in one begins a tree of it, and people there get only what is in it', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: quick });
    const { id } = await create(backend);
    const [ada, ben, cay] = ['1', '2', '3'].map((one) => person(backend, one)) as [
      TestPerson,
      TestPerson,
      TestPerson,
    ];
    const inside = await prompt(backend, db, ada, 'How do I boil an egg?', id);
    const outside = await prompt(backend, db, ada, 'What is a star?');
    expect([inside.campaign_id, outside.campaign_id]).toEqual([id, null]);

    const task = await ask(backend, ben, 'label_initial_prompt', id);
    expect(task).toMatchObject({
      message_id: inside.id,
      campaign: { id, name: 'Kitchen', topic: terms.topic },
    });
    if (typeof task === 'number' || task.type !== 'label_initial_prompt') throw new Error('no label task');
    await ben.ack(task.id);
    await ben.labels(task.id, task.message_id, { spam: 0 });
    expect(await ask(backend, ben, 'label_initial_prompt', id)).toBe(1006);
    // for everybody else it is work like any other, and no task of theirs is in the campaign
    const others = await ask(backend, ben, 'label_initial_prompt');
    expect(others).toMatchObject({ message_id: outside.id });
    expect(others).not.toHaveProperty('campaign');

    const reply = await ask(backend, cay, 'assistant_reply', id);
    if (typeof reply === 'number') throw new Error('the prompt does not grow');
    await cay.text(await cay.ack(reply.id), 'In water, for ten minutes.');
    await cay.complete('label_initial_prompt');
    // both grow, although one tree may at a time: each campaign has places of its own
    await cay.availability();
    const states = await db.selectFrom('backend_trees').select(['campaign_id', 'state']).execute();
    expect(states).toEqual(
      expect.arrayContaining([
        { campaign_id: id, state: 'growing' },
        { campaign_id: null, state: 'growing' },
      ]),
    );
    backend.clock.now += 60_000;
    expect((await list(backend))[0]?.progress).toEqual({ trees: { growing: 1 }, messages: 1 });
  });

  test('what people do in one is its mix, and no story', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: { ...quick, summaries: true } });
    const { id } = await create(backend, { mix: { prompts: 0, replies: 1, labels: 1, rankings: 0 } });
    await db
      .insertInto('backend_stories')
      .values({
        id: '00000000-0000-4000-8000-00000000000a',
        lang: 'en',
        text: 'Once.',
        created_at: 0,
        summary_count: 0,
      })
      .execute();
    const ada = person(backend, '1');
    for (const type of ['initial_prompt', 'summarize_story', 'rank_assistant_replies', 'random'] as const)
      expect(await ask(backend, ada, type, id)).toBe(1006);
    const counts = async (query: string) =>
      z
        .record(z.string(), z.number())
        .parse(
          (await backend.call('POST', `/api/v1/tasks/availability?lang=en${query}`, { body: ada.user })).body,
        );
    expect(await counts(`&campaign=${id}`)).toMatchObject({ random: 0 });
    expect(await counts('')).toMatchObject({ summarize_story: 1, initial_prompt: 101 });
  });

  test('only those who choose it get what a campaign for a role has, until it is over', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: quick });
    const closes_at = backend.clock.now + 60_000;
    const { id } = await create(backend, { role, closes_at });
    const [ada, ben] = [person(backend, '1'), person(backend, '2')];
    const { id: promptId } = await prompt(backend, db, ada, 'How do I boil an egg?', id);
    expect(await ask(backend, ben, 'label_initial_prompt')).toBe(1006);
    expect(await ben.availability()).toMatchObject({ label_initial_prompt: 0 });
    expect(await ask(backend, ben, 'label_initial_prompt', id)).toMatchObject({ message_id: promptId });
    backend.clock.now += 60_000;
    expect(await ask(backend, ben, 'label_initial_prompt', id)).toBe(1006); // it is over
    expect(await ask(backend, ben, 'label_initial_prompt')).toMatchObject({ message_id: promptId });
    backend.clock.now -= 60_000;
    const cay = person(backend, '3');
    expect(await ask(backend, cay, 'label_initial_prompt')).toBe(1006); // the clock was set back, and it is open
    expect(await ask(backend, cay, 'label_initial_prompt', id)).toMatchObject({ message_id: promptId });
  });

  test('nothing begins before it opens, in other languages, or after its end; what is in hand is taken', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: quick });
    const opens_at = backend.clock.now + 1_000;
    const { id } = await create(backend, { opens_at, languages: ['en'] });
    const ada = person(backend, '1');
    expect(await ask(backend, ada, 'initial_prompt', id)).toBe(1006);
    backend.clock.now += 1_000;
    expect(await ask(backend, person(backend, '1', 'de'), 'initial_prompt', id)).toBe(1006);
    const task = await ask(backend, ada, 'initial_prompt', id);
    if (typeof task === 'number') throw new Error('no prompt');
    const acked = await ada.ack(task.id);
    await outcome(backend, `${path}/${id}/end`);
    expect(await ask(backend, ada, 'initial_prompt', id)).toBe(1006);
    expect((await ada.text(acked, 'How do I boil an egg?')).status).toBe(200);
    const trees = await db.selectFrom('backend_trees').select(['campaign_id', 'state']).execute();
    expect(trees).toEqual([{ campaign_id: id, state: 'initial_prompt_review' }]);
    // its reviews go on, without the campaign
    await person(backend, '2').complete('label_initial_prompt');
    expect(await db.selectFrom('backend_trees').select('state').execute()).toEqual([
      { state: 'prompt_lottery_waiting' },
    ]);
  });

  test('with its goal in sight it begins no more than it needs, and with a larger one goes on', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: { ...quick, maxActiveTrees: 5 } });
    const { id } = await create(backend, { goal: { of: 'trees', count: 1 } });
    const [ada, ben] = [person(backend, '1'), person(backend, '2')];
    await prompt(backend, db, ada, 'How do I boil an egg?', id);
    expect(await ask(backend, ben, 'initial_prompt', id)).toBe(1006); // one waits already
    await outcome(backend, `${path}/${id}`, { goal: { of: 'trees', count: 2 } });
    await prompt(backend, db, ben, 'How do I peel an onion?', id);
    const cay = person(backend, '3');
    await cay.complete('label_initial_prompt');
    await cay.complete('label_initial_prompt');
    await outcome(backend, `${path}/${id}`, { goal: { of: 'trees', count: 1 } });
    const states = async () =>
      (await db.selectFrom('backend_trees').select('state').orderBy('state').execute()).map(
        ({ state }) => state,
      );
    await ask(backend, cay, 'random', id);
    expect(await states()).toEqual(['growing', 'prompt_lottery_waiting']);
    await outcome(backend, `${path}/${id}`, { goal: { of: 'messages', count: 3 } });
    await ask(backend, cay, 'random', id);
    expect(await states()).toEqual(['growing', 'growing']);
    await outcome(backend, `${path}/${id}`, { goal: { of: 'messages', count: 2 } });
    expect(await ask(backend, cay, 'initial_prompt', id)).toBe(1006); // both prompts are accepted
  });

  test('when the author of a prompt is forgotten, the campaign no longer counts it', async () => {
    const db = await open();
    const backend = await testBackend({ db, settings: quick });
    const { id } = await create(backend);
    const ada = person(backend, '1');
    await prompt(backend, db, ada, 'How do I boil an egg?', id);
    await person(backend, '2').complete('label_initial_prompt');
    expect((await list(backend))[0]).toMatchObject({ progress: { messages: 1 } });
    const erased = await backend.call('DELETE', '/api/v1/extensions/personal-data/discord/1');
    expect(erased.body).toEqual({ texts: 1 });
    backend.clock.now += 60_000;
    expect((await list(backend))[0]).toMatchObject({ name: 'Kitchen', progress: { messages: 0 } });
  });
});

test('campaigns are for trusted keys alone', async () => {
  const backend = await testBackend();
  const asked = await backend.call('GET', path, { key: OTHER_KEY });
  expect(asked.status).toBe(403);
});
