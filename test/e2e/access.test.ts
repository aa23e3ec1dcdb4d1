import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '../../commands/index.ts';
import type { Person } from '../../sandbox/driver/person.ts';
import { controls } from '../../src/bot/controls.ts';
import { mayUse } from '../../src/collection/access/access.ts';
import { standings } from '../../src/collection/access/table.ts';
import { addModerator } from '../../src/collection/team/moderators.ts';
import type { Audience } from '../../src/discord/audience.ts';
import { botWith, type Scene } from '../support/bot.ts';
import { english, translator } from '../support/scenes.ts';
import { id, samples } from '../support/tasks.ts';

const Asked = z.object({ moderator: z.object({ display_name: z.string() }) });

/** Somebody of each standing, with no right but what that takes. */
async function everybody(scene: Scene): Promise<Record<string, Person>> {
  const { sandbox, db, contributor, clock } = scene;
  const people = {
    nobody: sandbox.person('Nobody'),
    contributor: await contributor('Cleo'),
    'server manager': await contributor('Sam'),
    moderator: await contributor('Mo'),
    owner: sandbox.person('Owner'),
  };
  sandbox.person('Sam', { manager: true });
  await addModerator(
    db,
    { kind: 'person', id: people.moderator.id, guild_id: '' },
    { by: people.owner.id, now: clock.now() },
  );
  await people.owner.command('task');
  await people.owner.click('I agree');
  expect(Object.keys(people)).toEqual(Object.keys(standings));
  return people;
}

const refusals = (['server_manager', 'moderator', 'owner'] as const).map((audience) =>
  english(`access.${audience}`),
);
const isRefused = (person: Person) => refusals.some((text) => person.text().includes(text));

/** Who was refused something, by standing, and who should have been. */
async function outcomes(
  people: Record<string, Person>,
  audience: Audience,
  use: (person: Person) => Promise<unknown>,
) {
  const refused: string[] = [];
  for (const [standing, person] of Object.entries(people)) {
    await use(person);
    if (person.modal)
      await person.cancel(); // whoever gets a form is not refused
    else if (isRefused(person)) refused.push(standing);
  }
  const guarded = audience !== 'everybody' && audience !== 'contributor';
  const expected = Object.entries(standings)
    .filter(([, facts]) => guarded && !mayUse(audience, facts))
    .map(([standing]) => standing);
  return { refused, expected };
}

type Choice = { value: string | number };
type Option = {
  type: number;
  name: string;
  required?: boolean;
  options?: Option[];
  choices?: Choice[];
};

/** Every way to call a command: its name, or each of its subcommands, with the options that it needs. */
function uses({ data, for: who }: ReturnType<typeof commands>[number]) {
  const options: Option[] = 'options' in data ? [...(data.options ?? [])].map((one) => ({ ...one })) : [];
  const paths = (inner: Option[], path: string): { name: string; options: Option[] }[] => {
    const groups = inner.filter(({ type }) => type <= 2);
    if (groups.length === 0) return [{ name: path, options: inner.filter(({ required }) => required) }];
    return groups.flatMap((group) => paths(group.options ?? [], `${path} ${group.name}`));
  };
  return paths(options, data.name).map((use) => {
    const first = use.name.split(' ')[1] ?? '';
    return { ...use, audience: typeof who === 'string' ? who : (who[first] ?? 'owner') };
  });
}

describe('every command, used by everybody there is,', () => {
  test.each(commands(translator).flatMap(uses))(
    '/$name is for $audience',
    async ({ name, options, audience }) => {
      const scene = await botWith();
      const people = await everybody(scene);
      const values: Record<number, string | number | boolean> = {
        3: 'x',
        4: 1,
        5: true,
        6: people.nobody?.id ?? '',
        7: scene.sandbox.channels.idOf('general'),
      };
      const given = (person: Person) =>
        Object.fromEntries(
          options.map(({ name, type, choices = [] }) => [
            name,
            type === 11 ? person.attach('x.jsonl', '{') : (choices[0]?.value ?? values[type] ?? 'x'),
          ]),
        );
      for (const place of audience === 'server_manager' ? ['general'] : ['general', 'dm']) {
        const { refused, expected } = await outcomes(people, audience, async (person) => {
          const { channels } = scene.sandbox.snapshot(person.id);
          const channelId = channels.find(({ name, kind }) => place === kind || place === name)?.id ?? '';
          // what a server hides from somebody is in reach all the same: of an old client, of whoever may show it
          person.go(place);
          await scene.sandbox.forgeCommand(person.id, { name, options: given(person), channelId });
        });
        expect({ place, refused }).toEqual({ place, refused: expected });
      }
    },
  );
});

describe('every control, used by everybody there is,', () => {
  const subjects = [
    '-',
    id(7),
    'c'.repeat(16),
    '1',
    'rank',
    'rank.0',
    'check',
    'trees',
    'trees.1',
    'consent.en',
  ];

  test.each(controls.map((action) => ({ ...action, audience: action.for })))(
    '“$name” is for $audience',
    async ({ name, audience, isSubject }) => {
      const scene = await botWith([samples.assistant_reply]);
      const people = await everybody(scene);
      const subject = subjects.find(isSubject);
      expect(subject).toBeDefined();
      const { received } = scene.backend;
      received.length = 0;
      const askers: string[] = [];
      const { refused, expected } = await outcomes(people, audience, async (person) => {
        await person.go('general').say('Hello');
        const messageId = person.last().id;
        const before = received.length;
        await scene.sandbox.forge(person.id, { messageId, customId: `v1:${name}:${subject}:` });
        if (received.length > before) askers.push(person.name);
      });
      expect(refused).toEqual(expected);
      if (audience === 'everybody') return;
      // what is asked of the backend at all is asked for those who may, and in their names
      expect(askers.filter((name) => name !== 'Mo' && name !== 'Owner')).toEqual([]);
      const named = received.flatMap(({ body }) => Asked.safeParse(body).data?.moderator.display_name ?? []);
      expect(named.filter((name) => name !== 'Mo' && name !== 'Owner')).toEqual([]);
    },
  );
});

test('who names a role reads that whoever has it is a moderator', async () => {
  const { sandbox } = await botWith([], { roles: ['Helpers'] });
  const owner = sandbox.person('Owner');
  const role = sandbox.roleId('Helpers');
  await owner.command('team add', { role });
  expect(owner.text()).toContain(`Whoever has <@&${role}> is a moderator now`);
  expect(owner.text()).toContain(`<@&${role}> (role of this server) · named by <@${owner.id}>`);
});

test('a moderator whose rights were taken away is refused by the next click', async () => {
  const { sandbox, db } = await botWith();
  const owner = sandbox.person('Owner');
  const mo = sandbox.person('Mo');
  await owner.command('team add', { person: mo.id });
  expect(owner.text()).toContain(`<@${mo.id}> is a moderator now`);
  await owner.command('team show');
  expect(owner.text()).toContain(`• <@${owner.id}> · the application on Discord is theirs`);
  expect(owner.text()).toContain(`<@${mo.id}> · named by <@${owner.id}>`);
  await owner.command('team remove', { person: mo.id });
  await owner.command('team show');
  expect(owner.text()).toContain('No moderators yet');
  expect(await db.selectFrom('moderators').selectAll().execute()).toEqual([]);
});
