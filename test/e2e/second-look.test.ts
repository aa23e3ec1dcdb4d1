import { describe, expect, onTestFinished, test } from 'vitest';
import { codes } from '../../src/oasst/errors.ts';
import { setSkipsReview } from '../../src/store/people.ts';
import type { Detector } from '../../src/tasks/second-look/detector.ts';
import { botWith } from '../support/bot.ts';
import { testClock } from '../support/clock.ts';
import { detectorOf } from '../support/detector.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededRandom } from '../support/random.ts';
import { refusal } from '../support/scripted-backend.ts';
import { styleOf } from '../support/style-of.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const WARNED = 'Write to ada@posteo.de and ask her why the sky is blue.';

test('a warning is one line, and the text goes out all the same, with nothing a backend does not know', async () => {
  const { contributor, backend } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': WARNED });
  expect(ada.text()).toContain('Look once more before you send it: an e-mail address.');
  expect(ada.buttons()).toEqual(['Send anyway', 'Edit', 'Skip']);
  await ada.click('Send anyway');
  const [sent] = backend.asked('interaction');
  expect(sent?.body).toMatchObject({ text: WARNED });
  expect(sent?.body).not.toHaveProperty('second_look');
});

test('a text that was changed is not warned of any more', async () => {
  const { contributor } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': WARNED });
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  expect(ada.text()).not.toContain('Look once more');
  expect(ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
});

test('what was warned of is kept with the answer by the embedded backend', async () => {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(3) });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  for (const [text, button] of [
    [WARNED, 'Send anyway'],
    ['Why is the sky blue at noon?', 'Send'],
  ] as const) {
    await ada.command('task', { type: 'initial_prompt' });
    await ada.click('Answer');
    await ada.submit({ 'Your text': text });
    await ada.click(button);
    expect(ada.text()).toContain('Saved');
  }
  const kept = await house.db.selectFrom('backend_messages').select(['text', 'second_look']).execute();
  expect(new Map(kept.map(({ text, second_look }) => [text, second_look]))).toEqual(
    new Map([
      [WARNED, '["email"]'],
      ['Why is the sky blue at noon?', null],
    ]),
  );
});

const GERMAN = 'Warum ist der Himmel am Mittag eigentlich blau?';

async function answered(...[tasks, options]: Parameters<typeof botWith>) {
  const scene = await botWith(tasks, options);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  return { ...scene, ada };
}

test('a text in another language than its task is warned of, wherever it is shown again, after a restart too', async () => {
  const { ada, restart, backend } = await answered([samples.initial_prompt], { detector: detectorOf('de') });
  await ada.submit({ 'Your text': GERMAN });
  expect(ada.text()).toContain('Look once more before you send it: another language than English.');
  expect(ada.buttons()).toEqual(['Send anyway', 'Edit', 'Skip']);
  await restart();
  await ada.command('task');
  expect(ada.text()).toContain('another language than English');
  await ada.click('Send anyway');
  expect(backend.asked('interaction').map(({ body }) => body)).toMatchObject([{ text: GERMAN }]);
});

test('other words are looked at anew', async () => {
  const languages = ['de', 'en'];
  const detector = {
    ...detectorOf('de'),
    detect: (texts: readonly string[]) => detectorOf(languages.shift() ?? '').detect(texts),
  };
  const { ada } = await answered([samples.initial_prompt], { detector });
  await ada.submit({ 'Your text': GERMAN });
  expect(ada.buttons()).toContain('Send anyway');
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon, please?' });
  expect(ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
  expect(languages).toEqual([]);
});

test('whoever tells languages too slowly, or not at all, keeps nobody waiting', async () => {
  const [asked, slow] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const detector = detectorOf('de', () => {
    asked.resolve();
    return slow.promise;
  });
  const late = await answered([samples.initial_prompt], { detector });
  const submitted = late.ada.submit({ 'Your text': GERMAN });
  await asked.promise;
  late.clock.advance(400);
  await submitted;
  expect(late.ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
  slow.resolve();
  await late.ada.click('Send');
  expect(late.ada.text()).toContain('Saved');

  const broken = await answered([samples.initial_prompt], {
    detector: detectorOf('de', () => Promise.reject(new Error('out of memory'))),
  });
  await broken.ada.submit({ 'Your text': GERMAN });
  expect(broken.ada.buttons()).toEqual(['Send', 'Edit', 'Skip']);
  expect(broken.logged.join('')).toContain('without a second look');
});

test('what was entered is kept while it is looked at', async () => {
  const look = Promise.withResolvers<void>();
  const scene = await answered([samples.initial_prompt], { detector: detectorOf('de', () => look.promise) });
  const drafts = () => scene.db.selectFrom('drafts').select('content').execute();
  const submitted = scene.ada.submit({ 'Your text': GERMAN });
  await waitFor(async () => (await drafts()).length > 0);
  expect(await drafts()).toEqual([{ content: JSON.stringify({ text: GERMAN }) }]);
  look.resolve();
  await submitted;
  expect(scene.ada.text()).toContain('another language than English');
});

describe('for somebody who sends without a review', () => {
  async function swift(detector: Detector) {
    const scene = await botWith([samples.initial_prompt], { detector });
    const ada = await scene.contributor('Ada');
    await setSkipsReview(scene.db, ada.id, true);
    await ada.click('Answer');
    return { ...scene, ada };
  }

  test('a text that something is found in is shown first, and goes out by its button', async () => {
    const { ada, backend } = await swift(detectorOf('de'));
    await ada.submit({ 'Your text': GERMAN });
    expect(ada.text()).toContain('another language than English');
    await ada.click('Send anyway');
    expect(backend.asked('interaction')).toHaveLength(1);
  });

  test('a text that nothing is found in goes out with its form, once', async () => {
    const { ada, backend, clock } = await swift(detectorOf('en'));
    await ada.submit({ 'Your text': 'Why is the sky blue at noon, please?' });
    expect(ada.buttons()).toContain('Undo');
    clock.advance(60_000);
    expect((await backend.got('interaction', 1)).map(({ body }) => body)).toMatchObject([
      { text: 'Why is the sky blue at noon, please?' },
    ]);
  });
});

test('the language that was warned of is kept with the answer by the embedded backend', async () => {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({
    dataDir: await freshFolder(),
    clock,
    random: seededRandom(3),
    detector: detectorOf('de'),
  });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': GERMAN });
  await ada.click('Send anyway');
  const kept = await house.db.selectFrom('backend_messages').select('second_look').execute();
  expect(kept).toEqual([{ second_look: '["language"]' }]);
});

const LONG = 'Please explain to a child of ten why the sky is blue at noon, and red in the evening.';

test('the embedded backend tells what is nearly the words of an earlier text, one’s own or somebody else’s', async () => {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const house = await botWithBackend({ dataDir: await freshFolder(), clock, random: seededRandom(3) });
  onTestFinished(() => house.close());
  const [ada, ben] = [await house.contributor('Ada'), await house.contributor('Ben')];
  async function write(who: typeof ada, text: string) {
    await who.command('task', { type: 'initial_prompt' });
    await who.click('Answer');
    await who.submit({ 'Your text': text });
    const shown = who.text();
    await who.click(shown.includes('Look once more') ? 'Send anyway' : 'Send');
    return shown;
  }
  expect(await write(ada, LONG)).not.toContain('Look once more');
  expect(await write(ben, `${LONG} Thanks!`)).toContain(
    "Look once more before you send it: nearly the words of somebody else's text.",
  );
  expect(await write(ada, `${LONG} Please!`)).toContain(
    "nearly the words of an earlier text of yours and nearly the words of somebody else's text.",
  );
  const kept = await house.db
    .selectFrom('backend_messages')
    .select('second_look')
    .orderBy('created_at')
    .execute();
  expect(kept.map(({ second_look }) => second_look).toSorted()).toEqual([
    '["like_others"]',
    '["like_own","like_others"]',
    null,
  ]);
});

test('a backend on the network is asked nothing about what was not sent: only own texts are known then', async () => {
  const second = { ...samples.initial_prompt, id: crypto.randomUUID() };
  const third = { ...samples.initial_prompt, id: crypto.randomUUID() };
  const { contributor, backend } = await botWith([samples.initial_prompt, second, third]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': LONG });
  expect(ada.buttons()).toContain('Send');
  await ada.click('Send');
  await ada.command('task');
  await ada.click('Answer');
  const before = backend.received.length;
  await ada.submit({ 'Your text': `${LONG} Thanks!` });
  expect(ada.text()).toContain('nearly the words of an earlier text of yours.');
  expect(backend.received.slice(before).filter(({ path }) => !path.includes('/ack'))).toEqual([]);
  const ben = await contributor('Ben');
  await ben.click('Answer');
  await ben.submit({ 'Your text': LONG });
  expect(ben.buttons()).toContain('Send');
});

test('a text that came back is first of all to be edited', async () => {
  const { contributor, backend } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([3, 2]);
  backend.answer('interaction', () => refusal(400, 1009));
  await ada.click('Send');
  expect(ada.text()).toContain('Your answer came back');
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([2, 1]);
});

const CAME_BACK = 'Your answer came back';

/** Ada's prompt came back because of its words. */
async function cameBack(code = 9009) {
  const { contributor, backend, restart } = await botWith([samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  backend.answer('interaction', () => refusal(400, code));
  await ada.click('Send');
  expect(ada.text()).toContain(CAME_BACK);
  return { ada, backend, restart };
}

test('an old refusal is not said of other words, and of these only as long as they are not refused', async () => {
  const { ada, backend, restart } = await cameBack();
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky red in the evening?' });
  expect(ada.text()).toContain('Why is the sky red in the evening?');
  expect(ada.text()).not.toContain(CAME_BACK);
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([3, 2]);
  await restart();
  await ada.command('task');
  expect(ada.text()).not.toContain(CAME_BACK);
  backend.answer('interaction', () => refusal(400, 1009));
  await ada.click('Send');
  expect(ada.text()).toContain(CAME_BACK);
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky red at dawn?' });
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
});

test('a form that is sent as it was changes nothing about the refusal', async () => {
  const { ada } = await cameBack();
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky blue at noon?' });
  expect(ada.text()).toContain(CAME_BACK);
  expect([styleOf(ada, 'Send'), styleOf(ada, 'Edit')]).toEqual([2, 1]);
});

test('what no other words would mend is still said of other words', async () => {
  const { ada } = await cameBack(codes.userDisabled);
  await ada.click('Edit');
  await ada.submit({ 'Your text': 'Why is the sky red in the evening?' });
  expect(ada.text()).toContain(CAME_BACK);
  expect(ada.buttons()).toContain('Appeal');
});
