import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { controls } from '../../../src/bot/controls.ts';
import { mayUse } from '../../../src/collection/access/access.ts';
import { accessTable, standings } from '../../../src/collection/access/table.ts';
import { audienceOf, audiences } from '../../../src/discord/audience.ts';
import { translator } from '../../support/scenes.ts';
import { root } from '../../support/sources.ts';

test.each([
  ['everybody', ['nobody', 'contributor', 'server manager', 'moderator', 'owner']],
  ['contributor', ['contributor', 'server manager', 'moderator', 'owner']],
  ['server_manager', ['server manager', 'owner']],
  ['moderator', ['moderator', 'owner']],
  ['owner', ['owner']],
] as const)('what is for %s may be used by %j and nobody else', (audience, allowed) => {
  const names = Object.keys(standings).filter((name) =>
    mayUse(audience, standings[name] ?? expect.fail(name)),
  );
  expect(names).toEqual(allowed);
});

describe('the audience of a subcommand', () => {
  const split = { server: 'server_manager', collection: 'owner' } as const;

  test('is that of the command where it has only one', () => {
    expect(audienceOf('moderator', 'person')).toBe('moderator');
  });

  test('is its own where each has one, whatever its group holds', () => {
    expect(audienceOf(split, 'server')).toBe('server_manager');
    expect(audienceOf(split, 'collection goal')).toBe('owner');
  });

  test.each(['', 'new', 'constructor', '__proto__'])('is the owners where nobody said (%j)', (name) => {
    expect(audienceOf(split, name)).toBe('owner');
  });
});

test('every subcommand of a command with several audiences has one', () => {
  const wrong = commands(translator).flatMap(({ data, for: who }) => {
    if (typeof who === 'string') return audiences.includes(who) ? [] : [data.name];
    const named = (data.options ?? []).filter(({ type }) => type <= 2).map(({ name }) => name);
    return named.toSorted().join() === Object.keys(who).toSorted().join() ? [] : [data.name];
  });
  expect(wrong).toEqual([]);
});

test('the table in docs/moderate.md is what the code says', async () => {
  const file = `${root}docs/moderate.md`;
  const table = accessTable({ commands: commands(translator), actions: controls });
  const between = /(<!-- made by[^\n]*-->\n)[\s\S]*(\n<!-- end -->)/;
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(between);
  await expect(text.replace(between, `$1\n${table}\n$2`)).toMatchFileSnapshot(file);
});
