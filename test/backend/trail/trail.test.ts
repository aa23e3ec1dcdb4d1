import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CampaignOutcome } from '../../../src/oasst/campaigns.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { databases } from '../../support/database.ts';
import { dump } from '../../support/dump.ts';
import { KEY, OTHER_KEY, type TestBackend, testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

const path = '/api/v1/extensions';
const OLU = '223456789012345678';
const olu = { auth_method: 'discord', id: OLU, display_name: 'Olu' } as const;
const terms = {
  ...{ name: 'Kitchen', topic: 'Cooking.', languages: ['de'], mix: null, goal: null },
  ...{ opens_at: null, closes_at: null, role: null },
};

/** The client that a bot has, on the same backend. */
function clientOf({ fetch }: TestBackend): OasstClient {
  const given = async (input: string | URL | Request, init?: RequestInit) =>
    await fetch(new Request(input, init));
  return new OasstClient({ url: 'http://backend.test', key: KEY, fetch: given });
}

async function begun(oasst: OasstClient): Promise<string> {
  const outcome = CampaignOutcome.parse(await oasst.campaigns.create(olu, terms));
  return 'campaign' in outcome ? outcome.campaign.id : expect.fail(outcome.refused);
}

describe.each(databases)('the trail of a collection on $name', ({ open }) => {
  test('a merge names both accounts by the ids they came with, in a chain as well, until their person is forgotten', async () => {
    const backend = await testBackend({ db: await open() });
    const oasst = clientOf(backend);
    const [one, two, three] = ['323456789012345678', '423456789012345678', '523456789012345678'] as const;
    const accounts = new Map<string, string>();
    for (const id of [one, two, three]) {
      await backend.call('POST', '/api/v1/frontend_users/', { body: person(backend, id).user });
      accounts.set(id, (await oasst.getFrontendUser({ auth_method: 'discord', id })).user_id);
    }
    for (const [from, into] of [
      [one, two],
      [two, three],
    ] as const) {
      const [user_id = '', into_user_id = ''] = [accounts.get(from), accounts.get(into)];
      await oasst.moderation.act(olu, { act: 'merge', user_id, into_user_id }, '');
      backend.clock.now += 1_000;
    }
    const named = async () =>
      ((await oasst.trail.page(undefined, 10))?.items ?? []).map(({ person: who, into }) => [
        who?.id,
        into?.id,
      ]);
    expect(await named()).toEqual([
      [two, three],
      [one, two],
    ]);
    await oasst.personalData.unlink({ auth_method: 'discord', id: one });
    expect((await named()).flat().filter((id) => [one, two, three].some((known) => known === id))).toEqual(
      [],
    );
  });

  test('says who began, changed, ended and reopened a campaign, and how it was before each', async () => {
    const backend = await testBackend({ db: await open() });
    const oasst = clientOf(backend);
    const tick = () => {
      backend.clock.now += 1_000;
    };
    const id = await begun(oasst);
    tick();
    await oasst.campaigns.change(olu, id, {
      name: 'Bakery',
      goal: { of: 'trees', count: 5 },
      topic: 'Cooking.',
    });
    tick();
    await oasst.campaigns.change(olu, id, { name: 'Bakery' }); // is so already
    const endedAt = backend.clock.now;
    for (let times = 0; times < 2; times += 1) await oasst.campaigns.end(olu, id);
    tick();
    for (let times = 0; times < 2; times += 1) await oasst.campaigns.reopen(olu, id);
    const page = (await oasst.trail.page(undefined, 10))?.items ?? expect.fail();
    const about = { actor: `discord:${OLU}`, campaign_id: id, campaign_name: 'Bakery', person: null };
    expect(page).toMatchObject([
      {
        ...about,
        act: 'campaign_reopen',
        before: { values: { ended_at: endedAt } },
        after: { ended_at: null },
      },
      { ...about, act: 'campaign_end', before: { values: { ended_at: null } }, after: { ended_at: endedAt } },
      {
        ...about,
        act: 'campaign_change',
        before: { values: { name: 'Kitchen', goal: null } },
        after: { name: 'Bakery', goal: { of: 'trees', count: 5 } },
      },
      { ...about, act: 'campaign_create', before: {}, after: { name: 'Kitchen', languages: ['de'] } },
    ]);
    expect(page[2]?.after).toEqual({ name: 'Bakery', goal: { of: 'trees', count: 5 } });
    expect(page.map(({ created_date }) => Date.parse(created_date))).toEqual([
      endedAt + 1_000,
      endedAt,
      endedAt - 1_000,
      endedAt - 2_000,
    ]);
  });

  test('names the key where a front end of an earlier version does not say who it is', async () => {
    const backend = await testBackend({ db: await open() });
    const { body } = await backend.call('POST', `${path}/campaigns`, { body: terms });
    const { campaign } = z.object({ campaign: z.object({ id: z.string() }) }).parse(body);
    await backend.call('POST', `${path}/campaigns/${campaign.id}`, { body: { topic: 'Soup.' } });
    await backend.call('POST', `${path}/campaigns/${campaign.id}/end`);
    await backend.call('POST', `${path}/campaigns/${campaign.id}/reopen`);
    const page = (await clientOf(backend).trail.page(undefined, 10))?.items;
    expect(page?.map(({ actor }) => actor)).toEqual(Array(4).fill('system:bot'));
  });

  test('says who changed which settings, from what to what, and nothing of what was overtaken or no change', async () => {
    const backend = await testBackend({ db: await open() });
    const oasst = clientOf(backend);
    const wish = { goalTreeSize: 5, textLimit: 300 };
    expect(await oasst.settings.change(olu, wish, 0)).toMatchObject({ outcome: 'done' });
    expect(await oasst.settings.change(olu, wish, 0)).toMatchObject({ outcome: 'done', changes: [] });
    expect(await oasst.settings.change(olu, { goalTreeSize: 6 }, 0)).toMatchObject({ outcome: 'overtaken' });
    expect((await oasst.trail.page(undefined, 10))?.items).toMatchObject([
      {
        act: 'settings',
        actor: `discord:${OLU}`,
        before: { values: { goalTreeSize: 12, textLimit: 2_000 } },
        after: wish,
      },
    ]);
  });

  test('has whom a moderator acted on by the id that they have on Discord, and leaves out what the rules did', async () => {
    const backend = await testBackend({ db: await open(), settings: { redFlagLimit: 1 } });
    const oasst = clientOf(backend);
    const ada = person(backend, '77');
    await ada.text((await ada.take('initial_prompt')).acked, freshId('some words'), 'prompt');
    const { user_id, id } = await backend.db
      .selectFrom('backend_messages')
      .select(['id', 'user_id'])
      .executeTakeFirstOrThrow();
    const label = { type: 'text_labels', text: '', labels: { spam: 1 }, message_id: id };
    const user = { auth_method: 'discord', id: 'ben', display_name: 'Ben' };
    await backend.call('POST', '/api/v1/text_labels/', { body: { ...label, user, is_report: true } });
    await oasst.moderation.act(olu, { act: 'disable', user_id: user_id ?? '' }, 'Rude');
    const all = await backend.db.selectFrom('backend_acts').select('actor').execute();
    expect(all.map(({ actor }) => actor).toSorted()).toEqual(['automatic', `discord:${OLU}`]);
    expect((await oasst.trail.page(undefined, 10))?.items).toMatchObject([
      { act: 'disable', reason: 'Rude', person: { auth_method: 'discord', id: '77' }, campaign_name: null },
    ]);
  });

  test('is read page by page without a gap or a double, though all was done at the same moment', async () => {
    const backend = await testBackend({ db: await open() });
    const oasst = clientOf(backend);
    const id = await begun(oasst);
    for (const topic of ['a', 'b', 'c', 'd']) await oasst.campaigns.change(olu, id, { topic });
    const whole = (await oasst.trail.page(undefined, 10))?.items ?? expect.fail();
    expect(whole).toHaveLength(5);
    const read: string[] = [];
    for (let behind: { at: number; id: string } | undefined; ; ) {
      const page = (await oasst.trail.page(behind, 2))?.items ?? expect.fail();
      const last = page.at(-1);
      if (!last) break;
      read.push(...page.map((one) => one.id));
      behind = { at: Date.parse(last.created_date), id: last.id };
    }
    expect(read).toEqual(whole.map((one) => one.id));
  });

  test('is for trusted keys alone', async () => {
    const backend = await testBackend({ db: await open() });
    expect((await backend.call('GET', `${path}/trail`, { key: OTHER_KEY })).status).toBe(403);
  });

  test('keeps what was done and forgets who did it, when they want that, though they never had a task', async () => {
    const db = await open();
    const backend = await testBackend({ db });
    const oasst = clientOf(backend);
    await begun(oasst);
    await oasst.settings.change(olu, { goalTreeSize: 5 }, 0);
    expect(await dump(db)).toContain(OLU);
    await oasst.personalData.erase(olu);
    expect(await dump(db)).not.toContain(OLU);
    const page = (await oasst.trail.page(undefined, 10))?.items;
    expect(page?.map(({ actor }) => actor)).toEqual(['system:forgotten', 'system:forgotten']);
    const again = { ...olu, id: `${OLU}9` };
    await oasst.settings.change(again, { goalTreeSize: 6 }, 1);
    await oasst.personalData.unlink(again);
    expect(await dump(db)).not.toContain(OLU);
  });
});

test('a backend of an earlier version, which knows no trail, is told who acts and does not tell', async () => {
  const asked: unknown[] = [];
  const oasst = new OasstClient({
    url: 'http://backend.test',
    key: KEY,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (request.method === 'GET') return Response.json({ detail: 'Not Found' }, { status: 404 });
      asked.push(await request.json());
      return Response.json({ refused: 'unknown' });
    },
  });
  expect(await oasst.campaigns.end(olu, '00000000-0000-4000-8000-000000000000')).toEqual({
    refused: 'unknown',
  });
  expect(asked).toEqual([{ moderator: olu }]);
  expect(await oasst.trail.page(undefined, 10)).toBeUndefined();
});
