import { expect, test } from 'vitest';
import { UnderstoodCampaigns } from '../../src/oasst/campaigns-client.ts';

const kitchen = {
  ...{ id: '00000000-0000-4000-8000-000000000001', name: 'Kitchen', topic: '', languages: [], mix: null },
  ...{ goal: null, opens_at: null, closes_at: null, role: null, created_at: 0, ended_at: null, done: null },
};

test('a campaign of a kind that only a newer backend has is left out, and closes nobody the way to the others', () => {
  const newer = [
    { ...kitchen, goal: { of: 'translations', count: 3 } },
    { ...kitchen, done: 'paused' },
    { ...kitchen, mix: { translations: 1 } },
    null,
  ];
  const more = { ...kitchen, name: 'Garden', color: 'green' };
  const { campaigns } = UnderstoodCampaigns.parse({ campaigns: [...newer, kitchen, more], next: null });
  expect(campaigns.map(({ name }) => name)).toEqual(['Kitchen', 'Garden']);
});
