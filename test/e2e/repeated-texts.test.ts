import { expect, onTestFinished, test } from 'vitest';
import type { Person } from '../../sandbox/driver/person.ts';
import { codes } from '../../src/oasst/errors.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

const TEXT = 'Why is bread brown on the outside and white within?';
const SHOUTED = 'WHY IS  BREAD brown on the outside, and white within??';
const OTHER = 'Which flour keeps longest in a warm kitchen?';

async function collection() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const parts = { dataDir: await freshFolder(), clock, random: seededRandom(4) };
  const house = await botWithBackend(parts);
  onTestFinished(() => house.close());
  const texts = async () => {
    const rows = await house.db.selectFrom('backend_messages').select('text').orderBy('text').execute();
    return rows.map(({ text }) => text);
  };
  return { ...house, clock, texts };
}

async function write(person: Person, text: string) {
  await person.command('task', { type: 'initial_prompt' });
  await person.click('Answer');
  await person.submit({ 'Your text': text });
  await person.click(person.buttons().includes('Send anyway') ? 'Send anyway' : 'Send');
}

test('one’s own words come back with one thing to do, nothing is lost, and the changed text is taken', async () => {
  const { contributor, clock, texts } = await collection();
  const ada = await contributor('Ada');
  await write(ada, TEXT);
  clock.advance(3 * 60 * 60_000); // the protocol's own two hours are over
  await write(ada, SHOUTED);
  expect(ada.text()).toContain(
    'You have sent this text before, or nearly the same one. Say it in other words.',
  );
  expect(ada.text()).toContain('Press **Edit** to change it first.');
  expect(ada.text()).toContain(SHOUTED);
  await ada.click('Edit');
  expect(ada.fields[0]?.value).toBe(SHOUTED);
  await ada.submit({ 'Your text': OTHER });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(await texts()).toEqual([OTHER, TEXT]);
});

test('a prompt with somebody else’s words comes back, and no one’s text is told', async () => {
  const { contributor, texts } = await collection();
  const [ada, ben] = [await contributor('Ada'), await contributor('Ben')];
  await write(ada, TEXT);
  await write(ben, SHOUTED);
  expect(ben.text()).toContain('Somebody else has sent this text already, or nearly the same one.');
  expect(ben.text()).not.toContain(TEXT);
  expect(await texts()).toEqual([TEXT]);
});

test('a text that is edited into one that is there is given back, and the old one stays', async () => {
  const { contributor, texts } = await collection();
  const ada = await contributor('Ada');
  await write(ada, TEXT);
  await write(ada, OTHER);
  await ada.command('me');
  const card = ada.last();
  const edit = ada.text(card).indexOf(OTHER) < ada.text(card).indexOf(TEXT) ? 'Edit 1' : 'Edit 2';
  await ada.click(edit);
  await ada.submit({ 'Your text': SHOUTED });
  const told = ada.text(ada.again(card));
  expect(told).toContain('You have sent this text before, or nearly the same one.');
  expect(told).toContain('Nothing is lost: here is what you wrote.');
  expect(told).toContain(SHOUTED);
  expect(await texts()).toEqual([OTHER, TEXT]);
});

test.each([
  [codes.textTooShort, 'found it too short'],
  [codes.textLikeOwn, 'You have sent this text before'],
  [codes.textLikeOthers, 'Somebody else has sent this text already'],
])('after a refusal with %i the same task takes another text', async (code, words) => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': TEXT });
  backend.answer('interaction', () => refusal(400, code));
  await ada.click('Send');
  expect(ada.text()).toContain(words);
  expect(ada.text()).toContain(TEXT);
  await ada.click('Edit');
  await ada.submit({ 'Your text': OTHER });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('interaction')).toHaveLength(2);
});
