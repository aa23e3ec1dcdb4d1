import { describe, expect, test } from 'vitest';
import { choosable, mayJoin, sharedLanguages } from '../../../src/tasks/campaigns/rules.ts';
import { campaignValue, readCampaignValue } from '../../../src/tasks/campaigns/value.ts';
import { campaignSelect } from '../../../src/tasks/show/campaigns.ts';
import { aCampaign } from '../../support/campaign.ts';
import { english } from '../../support/scenes.ts';

const forDoctors = aCampaign({ role: { id: '77', guild_id: '11' } });
const offered = { languages: [] };

describe('a role', () => {
  test('counts on its own server only, and where nobody asks for one it is not looked at', () => {
    expect(mayJoin(forDoctors, { guildId: '11', roles: ['1', '77'] })).toBe(true);
    expect(mayJoin(forDoctors, { guildId: '12', roles: ['77'] })).toBe(false);
    expect(mayJoin(forDoctors, { guildId: '11', roles: [] })).toBe(false);
    expect(mayJoin(forDoctors, {})).toBe(false);
    expect(mayJoin(aCampaign(), {})).toBe(true);
  });
});

describe('the languages', () => {
  test('are those of both where both say some', () => {
    expect(sharedLanguages({ languages: ['en', 'de'] }, { languages: ['de', 'fr'] })).toEqual(['de']);
    expect(sharedLanguages({ languages: ['en'] }, { languages: ['de'] })).toBeUndefined();
    expect(sharedLanguages({ languages: [] }, { languages: ['de'] })).toEqual(['de']);
    expect(sharedLanguages({ languages: ['en'] }, offered)).toEqual(['en']);
    expect(sharedLanguages({ languages: [] }, offered)).toEqual([]);
  });
});

test('what can be chosen is open, for those who look, and in a language that is offered', () => {
  const open = aCampaign();
  const all = [
    open,
    aCampaign({ ended_at: 1 }),
    aCampaign({ opens_at: 101 }),
    aCampaign({ closes_at: 100 }),
    aCampaign({ languages: ['fr'] }),
    forDoctors,
  ];
  expect(choosable(all, { guildId: '11', roles: [] }, { languages: ['en'] }, 100)).toEqual([open]);
});

test('the value of an option leads back to its campaign, and no other value does', () => {
  const { id } = aCampaign();
  expect(readCampaignValue(campaignValue(id))).toBe(id);
  expect(readCampaignValue(campaignValue(null))).toBeNull();
  for (const other of ['random', 'initial_prompt', 'campaign~', 'campaign~x', id, '', undefined])
    expect(readCampaignValue(other)).toBeUndefined();
});

test('whatever an owner calls a campaign, its options fit into a select', () => {
  const names = ['💥'.repeat(60), '\u0301'.repeat(60), 'A\nB', '@everyone <@1> [x](https://y.z)'];
  const others = names.map((name) => aCampaign({ name, topic: name.repeat(5).slice(0, 300) }));
  const [row] = campaignSelect({ isInOne: true, others }, english);
  const [select] = row?.components ?? [];
  if (select === undefined || !('options' in select)) throw new Error('no select');
  expect(select.options).toHaveLength(5);
  for (const { label, description = ' ', value } of select.options) {
    expect(label.trim().length).toBeGreaterThan(0);
    for (const text of [label, description, value]) expect(text.length).toBeLessThanOrEqual(100);
    expect(label).not.toContain('\n');
  }
});
