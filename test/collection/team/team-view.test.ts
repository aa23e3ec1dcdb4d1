import { expect, test } from 'vitest';
import { MOST_MODERATORS } from '../../../src/collection/team/moderators.ts';
import { ownersOf } from '../../../src/collection/team/owners.ts';
import type { ModeratorsTable } from '../../../src/collection/team/tables.ts';
import { teamView } from '../../../src/collection/team/team-view.ts';
import { textLanguages } from '../../../src/locales/words.ts';
import { fits } from '../../support/fits.ts';
import { translator } from '../../support/scenes.ts';

const id = (number: number) => String(1_000_000_000_000_000_000n + BigInt(number));
const words = translator.words('en-US');

function moderators(count: number): ModeratorsTable[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: index % 2 ? 'role' : 'person',
    id: id(index),
    guild_id: index % 2 ? id(500) : '',
    added_by: id(900),
    added_at: 1_700_000_000_000,
  }));
}

test('the owners stand apart from the moderators, each once and with what makes them one', () => {
  const owners = ownersOf({ application: ['11', '12'], environment: ['12', '13', '13'] });
  expect(owners).toEqual([
    { id: '11', by: 'application' },
    { id: '12', by: 'application' },
    { id: '13', by: 'environment' },
  ]);
  const [about, others] = teamView({ owners, moderators: moderators(1) }, words).embeds;
  expect(about?.description?.split('\n').slice(0, 4)).toEqual([
    '**Owners**',
    '• <@11> · the application on Discord is theirs',
    '• <@12> · the application on Discord is theirs',
    '• <@13> · named in `OWNER_IDS`',
  ]);
  expect(others?.description).toContain(`**Moderators**\n• <@${id(0)}> · named by <@${id(900)}>`);
});

test('a role of the server where the card is read is told without a number, one of another with its own', () => {
  const all = { owners: [], moderators: moderators(2) };
  const linesAt = (guildId: string) => teamView({ ...all, guildId }, words).embeds[1]?.description;
  expect(linesAt(id(500))).toContain(`<@&${id(1)}> (role of this server) · named by`);
  expect(linesAt(id(501))).toContain(`<@&${id(1)}> (role of the server ${id(500)}) · named by`);
});

test.each(textLanguages)(
  'with as many as there can be, every moderator stands in one message (%s)',
  (locale) => {
    const owners = ownersOf({ application: [], environment: Array.from({ length: 200 }, (_, n) => id(n)) });
    const all = moderators(MOST_MODERATORS);
    const view = teamView({ owners, moderators: all }, translator.words(locale), 'x'.repeat(200));
    expect(fits(view)).toEqual([]);
    const text = view.embeds.map(({ description }) => description).join('\n');
    for (const one of all)
      expect(text).toContain(one.kind === 'role' ? `<@&${one.id}> (${id(500)})` : `<@${one.id}>`);
    expect(text).toContain('190');
  },
);
