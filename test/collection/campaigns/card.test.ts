import { expect, test } from 'vitest';
import { campaignCard } from '../../../src/collection/campaigns/card.ts';
import { aCampaign } from '../../support/campaign.ts';
import { english } from '../../support/scenes.ts';

test.each([
  [
    'to the end of a day is told as open until the last minute of that day',
    '2026-12-25T00:00Z',
    '2026-12-24T23:59Z',
  ],
  ['until a minute is told with that minute', '2026-12-24T18:00Z', '2026-12-24T18:00Z'],
])('a campaign %s', (_name, closes, told) => {
  const campaign = aCampaign({ closes_at: Date.parse(closes) });
  const [embed] = campaignCard(campaign, 0, english).embeds;
  expect(embed?.description).toContain(`**Closes:** <t:${Date.parse(told) / 1_000}:f>`);
});

test('what a campaign is known by is called that', () => {
  const campaign = aCampaign({});
  const [embed] = campaignCard(campaign, 0, english).embeds;
  expect(embed?.footer?.text).toBe(`Campaign ID: ${campaign.id}`);
});
