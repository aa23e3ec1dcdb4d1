import { expect, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { buttonsOf } from '../../sandbox/driver/reading.ts';
import { caseSaying, type ModerationScene, moderationScene } from '../support/moderation.ts';
import { waitFor } from '../support/wait-for.ts';

/** A reported message, and two moderators of whom each has been asked whether they are sure of another decision. */
async function bothAsked(one: string, other: string) {
  const at = await moderationScene();
  await at.report(at.ben, 'Rude.');
  const post = await caseSaying(at, 'Reported message');
  const owner = at.owner.go('log');
  await at.mo.click(one, { on: post });
  await owner.click(other, { on: post });
  return { at, mo: at.mo, owner };
}

const acts = async ({ db }: ModerationScene) =>
  await db.selectFrom('backend_acts').select(['act', 'actor', 'undone_by']).execute();

const theCase = async ({ db }: ModerationScene) =>
  await db
    .selectFrom('cases')
    .select(['version', 'decision', 'decided_by', 'undone_by', 'deciding_until'])
    .executeTakeFirstOrThrow();

/** How often whoever was slower looks again. */
const LOOK_EVERY_MS = 200;

/** Passes as much time as somebody waits for whoever was quicker, whenever they do, until something is so. */
async function waitingUntil({ clock }: ModerationScene, isSo: () => boolean) {
  const isWaiting = () => (clock.next() ?? Number.POSITIVE_INFINITY) <= LOOK_EVERY_MS;
  while (!isSo()) {
    await waitFor(() => isSo() || isWaiting());
    if (!isSo()) clock.advance(clock.next() ?? 0);
  }
}

/** Both at once; resolves when one is done, and both have been told. */
async function together(at: ModerationScene, ...both: readonly (() => Promise<unknown>)[]) {
  const { version } = await theCase(at);
  let told = 0;
  const under = both.map((act) => act().then(() => (told += 1)));
  await waitFor(async () => {
    const now = await theCase(at);
    return now.version !== version && now.deciding_until === null;
  });
  await waitingUntil(at, () => told === both.length);
  await Promise.all(under);
}

test.each([
  ['Delete', 'Keep', { Delete: 'delete', Keep: 'keep' }],
  ['Stop tree', 'Delete', { 'Stop tree': 'stop', Delete: 'delete' }],
  ['Keep', 'Keep', { Keep: 'keep' }],
])('of “%s” and “%s” at once the backend hears of one, and the other is told which', async (...asked) => {
  const [one, other, names] = asked;
  const { at, mo, owner } = await bothAsked(one, other);
  await together(
    at,
    () => mo.click('Confirm'),
    () => owner.click('Confirm'),
  );
  const told = (person: Person) => person.text().includes('Done');
  expect([mo, owner].filter(told)).toHaveLength(1);
  const [winner, loser, choice] = told(mo) ? [mo, owner, one] : [owner, mo, other];
  const decision = new Map(Object.entries(names)).get(choice);
  expect(await acts(at)).toEqual([{ act: decision, actor: `discord:${winner.id}`, undone_by: null }]);
  expect(await theCase(at)).toMatchObject({
    decision,
    decided_by: winner.id,
    undone_by: null,
    deciding_until: null,
  });
  expect(loser.text()).toContain('This is how it stands now');
  expect(loser.text()).toContain(`<@${winner.id}>`);
});

test('one Confirm pressed twice decides once', async () => {
  const { at, mo } = await bothAsked('Delete', 'Keep');
  const press = {
    messageId: mo.last().id,
    customId: buttonsOf(mo.last())[0]?.customId ?? '',
  };
  await together(
    at,
    () => at.sandbox.forge(mo.id, press),
    () => at.sandbox.forge(mo.id, press),
  );
  expect((await acts(at)).map(({ act }) => act)).toEqual(['delete']);
});

test('an Undo of two moderators at once takes back once', async () => {
  const { at, mo, owner } = await bothAsked('Delete', 'Keep');
  await mo.click('Confirm');
  const post = await caseSaying(at, 'deleted it');
  await together(
    at,
    () => mo.click('Undo', { on: post }),
    () => owner.click('Undo', { on: post }),
  );
  const known = await theCase(at);
  expect(known).toMatchObject({ decision: null, deciding_until: null });
  expect(await acts(at)).toEqual([
    { act: 'delete', actor: `discord:${mo.id}`, undone_by: `discord:${known.undone_by}` },
  ]);
});

test('a case that a process had in its hands when it died is decided once its time is over', async () => {
  const { at, mo } = await bothAsked('Delete', 'Keep');
  const until = at.clock.now() + 3 * LOOK_EVERY_MS;
  await at.db.updateTable('cases').set({ deciding_until: until }).execute();
  const click = mo.click('Confirm');
  await waitingUntil(at, () => at.clock.now() >= until);
  await click;
  expect(mo.text()).toContain('Done');
  expect(await theCase(at)).toMatchObject({ decision: 'delete', decided_by: mo.id, deciding_until: null });
});
