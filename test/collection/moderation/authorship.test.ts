import { expect, test } from 'vitest';
import { authorshipOf, canBeDisabled } from '../../../src/collection/moderation/authorship.ts';

const author = (auth_method: string, id: string, deleted = false) => ({ auth_method, id, deleted });

test.each([
  ['a member of Discord', author('discord', '1234'), 'member'],
  ['somebody of another front end', author('local', 'ada'), 'elsewhere'],
  ['somebody of another front end whose name is a number', author('google', '1234'), 'elsewhere'],
  ['the author of a sample', author('system', 'sample_1'), 'nobody'],
  ['an import', author('system', '1234'), 'nobody'],
  ['somebody whose account was deleted', author('discord', 'deleted_7', true), 'left'],
  ['somebody whose account was deleted, by a flag alone', author('local', 'ada', true), 'left'],
  ['somebody who was unlinked', author('discord', 'unlinked_7'), 'left'],
  ['somebody of whom nothing is told', undefined, 'untold'],
] as const)('%s is known as such', (_, who, authorship) => {
  expect(authorshipOf(who)).toBe(authorship);
});

test('only who has an account can be disabled', () => {
  const all = ['member', 'elsewhere', 'left', 'nobody', 'untold'] as const;
  expect(all.filter(canBeDisabled)).toEqual(['member', 'elsewhere']);
});
