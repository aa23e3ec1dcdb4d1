import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestCampaigns, suggestMoreCampaigns } from '../../../src/collection/campaigns/suggest.ts';
import { aCampaign } from '../../support/campaign.ts';
import { english } from '../../support/scenes.ts';

const NOW = 1_000;
const all = [
  aCampaign({ id: 'over', name: 'Kitchen of old', closes_at: NOW }),
  aCampaign({ id: 'open', name: 'Kitchen' }),
  aCampaign({ id: 'planned', name: 'Garden, "wild"', opens_at: NOW + 1 }),
];
const long = aCampaign({ id: '00000000-0000-4000-8000-00000000000d', name: '🍳'.repeat(60) });

test('campaigns with what was typed in their names are suggested with how they stand, those that are over last', () => {
  expect(suggestCampaigns('КIT', all, NOW, english)).toEqual([
    { name: 'Kitchen · open', value: 'Kitchen' },
    { name: 'Kitchen of old · over', value: 'Kitchen of old' },
  ]);
  expect(suggestCampaigns('', all, NOW, english)).toHaveLength(3);
  expect(suggestCampaigns('pond', all, NOW, english)).toEqual([]);
});

test('a name that is too long for a suggestion is cut, and stands for its id', () => {
  const [only] = suggestCampaigns('', [long], NOW, english);
  expect(only?.name).toMatch(/^🍳+… · open$/u);
  expect(only?.value).toBe(long.id);
});

test('in a list the last name is completed, and one with commas stands in quotes', () => {
  expect(suggestMoreCampaigns('Kitchen, gar', all, NOW, english)).toEqual([
    { name: 'Kitchen, Garden, "wild" · planned', value: 'Kitchen, "Garden, ""wild"""' },
  ]);
  const after = suggestMoreCampaigns('"Garden, ""wild""", of', all, NOW, english);
  expect(after.map(({ value }) => value)).toEqual(['"Garden, ""wild""", Kitchen of old']);
});

test('whatever is typed and whatever they are called, Discord takes the suggestions', () => {
  const names = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), names, (typed, called) => {
      const campaigns = called.map((name, index) => aCampaign({ id: String(index), name }));
      for (const suggest of [suggestCampaigns, suggestMoreCampaigns]) {
        const found = suggest(typed, campaigns, NOW, english);
        expect(found.length).toBeLessThanOrEqual(25);
        for (const { name, value } of found) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(value.length).toBeGreaterThan(0);
          expect(value.length).toBeLessThanOrEqual(100);
        }
      }
    }),
  );
});
