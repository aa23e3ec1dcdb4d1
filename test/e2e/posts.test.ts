import { expect, test } from 'vitest';
import { putPost, removePost } from '../../src/store/posts.ts';
import { botWith, type Scene } from '../support/bot.ts';
import { passQuietTime } from '../support/discord-faults.ts';
import { postCalls, saying } from '../support/posting.ts';

/** Wants a post in the bot's database, as a feature would, and says nothing to the bot that runs. */
async function put({ db, clock, sandbox }: Scene, text: string): Promise<void> {
  const channelId = sandbox.channels.idOf('general');
  await putPost(db, { id: 'p', channelId, payload: saying(text), whenDeleted: 'recreate' }, clock.now());
}

/** Lets the bot look around until Ada sees this in the channel. */
async function shows({ clock, sandbox }: Scene, texts: string[]): Promise<void> {
  const ada = sandbox.person('Ada');
  const seen = () => ada.messages().map((message) => ada.text(message).split('\n')[0]);
  const isCalling = () => sandbox.requests.open() > 0;
  await passQuietTime(clock, () => seen().join() === texts.join(), isCalling);
}

test('the bot brings posts that wait in its database, changes them, and takes them away', async () => {
  const scene = await botWith();
  await put(scene, 'One');
  await shows(scene, ['One']);
  await put(scene, 'Two');
  await shows(scene, ['Two']);
  await removePost(scene.db, 'p', scene.clock.now());
  await shows(scene, []);
});

test('a post that was written as the bot crashed stands there once after it came back', async () => {
  const scene = await botWith();
  scene.sandbox.faults.rest(postCalls.create, { reset: true, seen: true });
  await put(scene, 'One');
  await shows(scene, ['One']);
  await scene.restart();
  await put(scene, 'Two');
  await shows(scene, ['Two']);
  expect(scene.sandbox.person('Ada').messages()).toHaveLength(1);
});
