import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { onward } from '../support/onward.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

const written = 'They turn light into sugar.';

test('/drafts shows an open task with what is written, and goes on with it', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  await ada.dismiss();
  await ada.command('drafts');
  expect(ada.text()).toContain(written);
  expect(ada.text()).toMatch(/expires <t:\d+:R>/);
  expect(ada.buttons()).toEqual(['Continue', 'Skip']);
  await ada.click('Continue');
  await ada.click('Send');
  expect(ada.text()).toContain('Saved');
  expect(backend.asked('interaction')).toHaveLength(1);
});

test('/drafts skips a task from the list', async () => {
  const { backend, clock, contributor } = await botWith([samples.rate_summary]);
  const ada = await contributor('Ada');
  await backend.got('ack', 1);
  await ada.command('drafts');
  await ada.click('Skip', { on: ada.last() });
  expect(ada.text()).toContain('Skipped');
  clock.advance(60_000);
  await backend.got('nack', 1);
});

test('/drafts tells apart what came back, what is open and what waits for delivery', async () => {
  const { backend, contributor } = await botWith([samples.assistant_reply, samples.initial_prompt]);
  const ada = await contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => new Response(null, { status: 502 }));
  backend.answer('interaction', () => new Response(null, { status: 502 }));
  await ada.click('Send');
  await onward(ada); // tries again on the way, with the same result
  await ada.command('drafts');
  expect(ada.text()).toMatch(/Write a prompt\nNothing entered yet/);
  expect(ada.text()).toMatch(
    /Reply as the assistant\n📮 Sent .*, and still on its way.*\nThey turn light into sugar\./,
  );
  expect(ada.buttons()).toEqual(['Continue', 'Skip']);
});

test('/drafts with nothing under way says how to begin', async () => {
  const { contributor } = await botWith();
  const ada = await contributor('Ada');
  await ada.command('drafts');
  expect(ada.text()).toContain('You have no open task');
});

test('/status counts for the owner what waits, and since when', async () => {
  const { sandbox, backend, clock, contributor } = await botWith([samples.assistant_reply]);
  const ada = await contributor('Ada');
  const owner = sandbox.person('Owner');
  await owner.command('status');
  expect(owner.text()).toContain('not delivered yet: **0**');
  expect(owner.text()).toContain("in people's hands: **1**");
  await ada.click('Answer');
  await ada.submit({ 'Your text': written });
  backend.answer('interaction', () => refusal(500, 0));
  await ada.click('Send');
  await owner.command('status');
  expect(owner.text()).toContain('not delivered yet: **1**');
  expect(owner.text()).toContain(`<t:${Math.floor(clock.now() / 1_000)}:R>`);
});

test('/status is refused to whoever does not run the bot, even an administrator', async () => {
  const { sandbox } = await botWith();
  const admin = sandbox.person('Admin', { admin: true });
  await admin.command('status');
  expect(admin.text()).toContain('Only the people who run this bot');
});
