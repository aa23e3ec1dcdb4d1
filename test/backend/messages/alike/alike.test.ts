import { describe, expect, test } from 'vitest';
import { fillBands } from '../../../../src/backend/jobs/fill-bands.ts';
import { AlikeTexts } from '../../../../src/oasst/alike.ts';
import { databases } from '../../../support/database.ts';
import { statementsOf } from '../../../support/statements.ts';
import { type TestBackend, testBackend } from '../../support/backend.ts';
import { person } from '../../support/person.ts';

const TEXT = 'Please explain to a child of ten why the sky is blue at noon, and red in the evening.';
const NEAR = TEXT.replace('ten', 'nine').toUpperCase();
const OTHER = 'Which flour keeps longest in a warm kitchen, and how would you store it over the summer?';

/** Whether `who` would say something like what is there. */
async function asked(backend: TestBackend, who: string, text: string, role = 'prompter') {
  const body = { auth_method: 'discord', username: who, role, text };
  return AlikeTexts.parse((await backend.call('POST', '/api/v1/extensions/texts/alike', { body })).body);
}

async function prompt(backend: TestBackend, who: string, text: string): Promise<void> {
  const author = person(backend, who);
  const { status } = await author.text((await author.take('initial_prompt')).acked, text);
  expect(status).toBe(200);
}

const nothing = { own: false, others: false };

describe.each(databases)('on $name', ({ open }) => {
  test('a text that is nearly the same is found, and told from others as one’s own', async () => {
    const backend = await testBackend({ db: await open() });
    await prompt(backend, 'ada', TEXT);
    expect(await asked(backend, 'ada', NEAR)).toEqual({ own: true, others: false });
    expect(await asked(backend, 'ben', NEAR)).toEqual({ own: false, others: true });
    expect(await asked(backend, 'ben', OTHER)).toEqual(nothing);
    await prompt(backend, 'ben', NEAR);
    expect(await asked(backend, 'ada', TEXT)).toEqual({ own: true, others: true });
  });

  test('only the same side of a conversation is compared, and nothing too short or deleted', async () => {
    const backend = await testBackend({ db: await open() });
    await prompt(backend, 'ada', TEXT);
    await prompt(backend, 'ada', 'Why is it blue?');
    expect(await asked(backend, 'ben', TEXT, 'assistant')).toEqual(nothing);
    expect(await asked(backend, 'ben', 'Why is it blue?')).toEqual(nothing);
    expect(await asked(backend, 'ben', '?'.repeat(100))).toEqual(nothing);
    await backend.db.updateTable('backend_messages').set({ deleted: 1 }).execute();
    expect(await asked(backend, 'ben', TEXT)).toEqual(nothing);
  });

  test('an edited text is found by its new words, and an erased one not at all', async () => {
    const backend = await testBackend({ db: await open() });
    await prompt(backend, 'ada', TEXT);
    const { id } = await backend.db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
    const edited = await backend.call('POST', `/api/v1/extensions/contributions/discord/ada/${id}/edit`, {
      body: { text: OTHER },
    });
    expect(edited.body).toEqual({ outcome: 'done' });
    expect(await asked(backend, 'ben', TEXT)).toEqual(nothing);
    expect(await asked(backend, 'ben', OTHER)).toEqual({ own: false, others: true });
    await backend.call('DELETE', '/api/v1/extensions/personal-data/discord/ada');
    const bands = await backend.db
      .selectFrom('backend_messages')
      .select(['text', 'band_1', 'band_2', 'band_3', 'band_4'])
      .execute();
    expect(bands).toEqual([{ text: '', band_1: '', band_2: '', band_3: '', band_4: '' }]);
  });

  test('what came in without being compared can be, once that was made up for, and is looked at once', async () => {
    const backend = await testBackend({ db: await open() });
    const none = { band_1: null, band_2: null, band_3: null, band_4: null };
    for (let index = 0; index < 51; index += 1) await prompt(backend, `writer-${index}`, `${TEXT} ${index}`);
    await backend.db.updateTable('backend_messages').set(none).execute();
    expect(await asked(backend, 'ben', TEXT)).toEqual(nothing);
    await fillBands(backend, async () => {});
    expect(await asked(backend, 'ben', TEXT)).toEqual({ own: false, others: true });
    const left = backend.db.selectFrom('backend_messages').select('id').where('band_1', 'is', null);
    expect(await left.execute()).toEqual([]);
  });
});

test('the question costs one statement, and one about a short text none', async () => {
  const backend = await testBackend();
  await prompt(backend, 'ada', TEXT);
  const selects = async (text: string) =>
    (await statementsOf(() => asked(backend, 'ben', text))).map((sql) => sql.slice(0, 6));
  expect(await selects(NEAR)).toEqual(['select']);
  expect(await selects('Why?')).toEqual([]);
});

test('a key that is not trusted learns nothing', async () => {
  const backend = await testBackend();
  const body = { auth_method: 'discord', username: 'ada', role: 'prompter', text: TEXT };
  const { status } = await backend.call('POST', '/api/v1/extensions/texts/alike', { body, key: 'none' });
  expect(status).toBe(403);
});
