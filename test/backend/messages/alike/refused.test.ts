import { describe, expect, test } from 'vitest';
import { tooAlike } from '../../../../src/backend/messages/alike/too-alike.ts';
import type { TaskType } from '../../../../src/oasst/protocol.ts';
import { databases } from '../../../support/database.ts';
import { type TestBackend, testBackend } from '../../support/backend.ts';
import { person } from '../../support/person.ts';

const TEXT = 'Please explain to a child of ten why the sky is blue at noon, and red in the evening.';
const SHOUTED = `  ${TEXT.toUpperCase().replaceAll(' ', '  ')}!!`;
const NEAR = TEXT.replace('ten', 'nine');
const DAY_MS = 24 * 60 * 60_000;
const LIKE_OWN = { status: 400, body: { error_code: 9009 } };
const LIKE_OTHERS = { status: 400, body: { error_code: 9010 } };

/** What the backend says to a text of somebody's, and whether the same task takes another one after a refusal. */
async function says(backend: TestBackend, who: string, text: string, type: TaskType = 'initial_prompt') {
  const somebody = person(backend, who);
  const { acked } = await somebody.take(type);
  const answer = await somebody.text(acked, text);
  if (answer.status !== 200)
    expect((await somebody.text(acked, `Something else, ${acked}`)).status).toBe(200);
  return answer;
}

describe.each(databases)('on $name', ({ open }) => {
  test('one’s own words are refused for good, in whatever capitals, blanks and punctuation, and a legitimate short text never', async () => {
    const backend = await testBackend({ db: await open() });
    expect((await says(backend, 'ada', TEXT)).status).toBe(200);
    backend.clock.now += 2 * DAY_MS;
    for (const again of [TEXT, SHOUTED]) expect(await says(backend, 'ada', again)).toMatchObject(LIKE_OWN);
    expect((await says(backend, 'ada', NEAR)).status).toBe(200);
    for (let day = 0; day < 2; day += 1) {
      expect((await says(backend, 'ada', 'Thank you so much!')).status).toBe(200);
      backend.clock.now += DAY_MS;
    }
  });

  test('a prompt of somebody else’s is refused, a reply with its words is not, and a setting says how much is too much', async () => {
    const settings = { reviewsForPrompt: 1, backlogChance: 0 };
    const backend = await testBackend({ db: await open(), settings });
    expect((await says(backend, 'ada', TEXT)).status).toBe(200);
    expect(await says(backend, 'ben', SHOUTED)).toMatchObject(LIKE_OTHERS);
    expect((await says(backend, 'ben', NEAR)).status).toBe(200);
    await person(backend, 'cleo').complete('label_initial_prompt');
    expect((await says(backend, 'cleo', TEXT, 'assistant_reply')).status).toBe(200);
    expect((await says(backend, 'dora', TEXT, 'assistant_reply')).status).toBe(200); // agreement is no fault
  });

  test('lower limits refuse what is nearly the same, in replies as well', async () => {
    const similarity = { own: 0.7, promptToOthers: 0.7, replyToOthers: 0.7 };
    const settings = { similarity, reviewsForPrompt: 1, backlogChance: 0 };
    const backend = await testBackend({ db: await open(), settings });
    expect((await says(backend, 'ada', TEXT)).status).toBe(200);
    expect(await says(backend, 'ada', NEAR)).toMatchObject(LIKE_OWN);
    expect(await says(backend, 'ben', NEAR)).toMatchObject(LIKE_OTHERS);
    expect(
      (await says(backend, 'ben', 'Which flour keeps longest in a warm kitchen over summer?')).status,
    ).toBe(200);
    await person(backend, 'cleo').complete('label_initial_prompt');
    expect((await says(backend, 'cleo', TEXT, 'assistant_reply')).status).toBe(200);
    expect(await says(backend, 'dora', NEAR, 'assistant_reply')).toMatchObject(LIKE_OTHERS);
  });

  test('the same words of one’s own are found among any number of others’, and among half-like ones', async () => {
    const backend = await testBackend({
      db: await open(),
      settings: { similarity: { own: 1, promptToOthers: 0, replyToOthers: 0 } },
    });
    expect((await says(backend, 'ada', TEXT)).status).toBe(200);
    backend.clock.now += DAY_MS;
    for (let index = 0; index < 25; index += 1)
      expect((await says(backend, `writer-${index}`, TEXT)).status).toBe(200);
    for (let index = 0; index < 25; index += 1)
      expect((await says(backend, 'ada', `${TEXT} ${index} and more`)).status).toBe(200);
    expect(await says(backend, 'ada', TEXT)).toMatchObject(LIKE_OWN);
  });

  test('what was withdrawn may be sent again, and nobody edits a text into one that is there', async () => {
    const backend = await testBackend({ db: await open() });
    const path = (id: string) => `/api/v1/extensions/contributions/discord/ada/${id}`;
    const newest = () =>
      backend.db
        .selectFrom('backend_messages')
        .select(['id', 'text'])
        .orderBy('created_at', 'desc')
        .executeTakeFirstOrThrow();
    await says(backend, 'ada', TEXT);
    const first = await newest();
    expect((await backend.call('POST', `${path(first.id)}/withdraw`)).body).toEqual({ outcome: 'done' });
    backend.clock.now += DAY_MS;
    expect((await says(backend, 'ada', TEXT)).status).toBe(200);
    backend.clock.now += 1_000;
    await says(backend, 'ada', 'Which flour keeps longest in a warm kitchen?');
    const second = await newest();
    const edit = (text: string) => backend.call('POST', `${path(second.id)}/edit`, { body: { text } });
    expect(await edit(SHOUTED)).toMatchObject(LIKE_OWN);
    expect((await newest()).text).toBe('Which flour keeps longest in a warm kitchen?');
    expect((await edit('Which FLOUR keeps longest in a warm kitchen?')).body).toEqual({ outcome: 'done' });
  });
});

describe('what is the same', () => {
  const others = { own: 0, others: 1 };
  test.each([
    ['What is 123456789 + 987654321, please?', 'WHAT IS  123456789 + 987654321 PLEASE', 'others'],
    ['What is 123456789 + 987654321, please?', 'What is 123456789 - 987654321, please?', undefined],
    ['What is 123456789 * 987654321, please?', 'What is 123456789 / 987654321, please?', undefined],
    ['Was kostet das Brot beim Bäcker, in €?', 'Was kostet das Brot beim Bäcker, in $?', undefined],
    ['Ｗｈｙ　is the sky blue — tell me, now', '**Why** is the sky blue? Tell me now 🙂', 'others'],
    ['Tell me why the sky is blue at noon', 'Tell me why the sea is blue at noon', undefined],
  ])('to “%s”, “%s” is %s', (one, other, whose) => {
    expect(tooAlike(other, [{ text: one, own: 0 }], others)).toBe(whose);
  });

  test('a limit of 0 refuses nothing, and one’s own is named first', () => {
    const both = [
      { text: TEXT, own: 0 },
      { text: TEXT, own: 1 },
    ];
    expect(tooAlike(TEXT, both, { own: 0, others: 0 })).toBeUndefined();
    expect(tooAlike(TEXT, both, { own: 1, others: 1 })).toBe('own');
    expect(tooAlike(TEXT, both, { own: 0, others: 1 })).toBe('others');
  });
});
