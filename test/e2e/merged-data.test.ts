import { expect, test } from 'vitest';
import { PersonalDocument } from '../../src/people/privacy/document.ts';
import { listConsents } from '../../src/store/consents.ts';
import { DRAFT, merged, NEW, OLD, OTHERS } from '../support/merged.ts';

test.each([
  ['fresh', 'old'],
  ['old', 'fresh'],
] as const)(
  'who asks for their data by one (%s) of two ids that were made one gets what is kept under both, and nobody else’s',
  async (which, its) => {
    const { other, ...people } = await merged();
    const [person, twin] = [people[which], people[its]];
    await person.command('privacy');
    expect(person.text()).toContain('drafts **1**');
    expect(person.text()).toContain('receipts of consent **2**');
    await person.click('Get my data');
    await person.until(() => person.last().attachments.length > 0);
    const [file] = person.last().attachments;
    const written = await (await fetch(file?.url ?? '')).text();
    const { person: who, lists } = PersonalDocument.parse(JSON.parse(written));
    expect(who).toMatchObject({ discord_id: person.id, other_ids: [{ discord_id: twin.id }] });
    expect(lists.messages.map(({ text }) => text).sort()).toEqual([NEW, OLD]);
    expect(lists.drafts).toMatchObject([{ content: { text: DRAFT } }]);
    expect(lists.consents).toHaveLength(2);
    const shown = (await people.db.selectFrom('sessions').select(['task_id', 'person_id']).execute()).filter(
      ({ person_id }) => person_id !== other.id,
    );
    expect(lists.shown_tasks.map(({ task_id }) => task_id).sort()).toEqual(
      shown.map(({ task_id }) => task_id).sort(),
    );
    const answers = lists.calls.filter(({ kind }) => kind === 'answer');
    expect(answers.map(({ body }) => Object(body).text).sort()).toEqual([NEW, OLD]);
    for (const trace of [OTHERS, other.id]) expect(written).not.toContain(trace);
  },
);

test('a consent withdrawn by one of two ids that were made one is withdrawn under both, and no one else’s', async () => {
  const { db, old, fresh, other } = await merged();
  await fresh.command('privacy');
  await fresh.click('Withdraw consent');
  expect(fresh.text()).toContain('That holds for all your Discord accounts');
  const open = async (id: string) =>
    (await listConsents(db, id)).filter(({ withdrawn_at }) => withdrawn_at === null).length;
  expect([await open(old.id), await open(fresh.id), await open(other.id)]).toEqual([0, 0, 1]);
  await old.command('task');
  expect(old.buttons()).toEqual(['I agree', 'No thanks']);
  await other.command('privacy');
  await other.click('Withdraw consent');
  expect(other.text()).not.toContain('all your Discord accounts');
});

test('a consent is withdrawn at once where the backend cannot be asked for other ids, and that is said', async () => {
  const { db, away, old, fresh } = await merged();
  await fresh.command('privacy');
  away.isAway = true;
  await fresh.click('Withdraw consent');
  expect(fresh.text()).toContain('From now on nothing new is taken from you.');
  expect(fresh.text()).toContain('could not tell me just now whether moderators have made another');
  const consented = async (id: string) =>
    (await db.selectFrom('people').select('consent_version').where('id', '=', id).executeTakeFirst())
      ?.consent_version;
  expect([await consented(fresh.id), await consented(old.id)]).toEqual([null, 1]);
  away.isAway = false;
  await fresh.command('privacy');
  await fresh.click('Withdraw consent'); // still offered, as it holds under the other id
  expect(await consented(old.id)).toBeNull();
});
