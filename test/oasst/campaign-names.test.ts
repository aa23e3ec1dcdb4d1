import { expect, test } from 'vitest';
import { findCampaignNamed } from '../../src/oasst/campaign-names.ts';

const all = [
  { id: '1', name: 'Кitchen' }, // with a Cyrillic К, from before such names were refused
  { id: '2', name: 'Kitchen' },
  { id: '3', name: 'Gar\u200bden' },
];

test.each([
  [' kitchen', '2'],
  ['КITCHEN', '1'],
  ['Garden', '3'],
  ['3', '3'],
  ['Kitchens', undefined],
])('%j means the campaign %s', (typed, id) => {
  expect(findCampaignNamed(all, typed)?.id).toBe(id);
});
