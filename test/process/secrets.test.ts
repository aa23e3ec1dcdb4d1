import { expect, test } from 'vitest';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { calls, refusals } from '../support/discord-faults.ts';
import { onward } from '../support/onward.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { refusal, scriptedBackend } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

const marks = {
  story: 'MARKstory',
  prompt: 'MARKprompt',
  written: 'MARKwritten',
  refusedText: 'MARKrefused',
  report: 'MARKreport',
  key: 'MARKkey-of-the-backend',
};

test('no token, no key and nothing anybody wrote is in the log, at any level, whatever goes wrong', async () => {
  const sandbox = await sandboxFor();
  const backend = scriptedBackend([
    { ...samples.initial_prompt, hint: marks.prompt },
    { ...samples.summarize_story, story: marks.story },
    samples.rank_assistant_replies,
    samples.label_assistant_reply,
    samples.rate_summary,
  ]);
  const env = { ...(await settingsFor(sandbox, backend)), OASST_API_KEY: marks.key, LOG_LEVEL: 'trace' };
  const bot = botProcess({ env });
  await bot.says('Add the bot to a server');
  const ada = sandbox.person('Ada Lovelace');
  await ada.command('task');
  for (const button of ['I agree', 'Skip the tutorial', 'Answer']) await ada.click(button);
  await ada.submit({ 'Your text': marks.written });
  sandbox.faults.rest(calls.callback, { status: 500, seen: true });
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));

  await onward(ada);
  for (const button of ['Skip the tutorial', 'Answer']) await ada.click(button);
  await ada.submit({ 'Your text': marks.refusedText });
  backend.answer('interaction', () => refusal(400, 1004, `cannot take "${marks.refusedText}"`));
  await ada.click('Send anyway');
  await ada.until(() => ada.text().includes('came back'));
  await ada.click('Edit');
  sandbox.faults.rest(calls.callback, refusals[50035]);
  await ada.submit({ 'Your text': marks.refusedText });
  await ada.until(() => ada.text().includes('Something broke on our side'));

  await ada.command('task'); // what came back
  await ada.click('Send anyway');
  await ada.until(() => ada.text().includes('Saved'));
  await ada.command('task'); // ranking
  for (const choice of ['Skip the tutorial', '2', '1']) await ada.click(choice);
  await onward(ada); // labelling
  for (const button of ['Skip the tutorial', 'Report']) await ada.click(button);
  await ada.submit({ 'Which message?': ['🤖 Assistant'], 'In your own words': marks.report });
  await ada.click('Skip'); // rating
  for (const button of ['Skip the tutorial', '3']) await ada.click(button);
  backend.answer('interaction', () => refusal(422, 0, marks.key));
  await onward(ada);
  sandbox.faults.rest(calls.callback, { reset: true });
  await ada.command('drafts');
  backend.answer('tasks', () => new Response(`<html>${marks.key}`, { status: 502 }));
  const ben = sandbox.person('Ben');
  await ben.command('task');
  await ben.click('I agree');
  await ben.command('task');
  await ben.until(() => ben.buttons().length > 0);
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);

  const tokens = sandbox.requests
    .all()
    .flatMap(({ path }) => /^\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path)?.[1] ?? []);
  expect(new Set(tokens).size).toBeGreaterThan(20);
  expect(JSON.stringify(backend.received)).toContain(marks.report);
  const secrets = [...Object.values(marks), ...tokens, sandbox.token, 'Lovelace'];
  expect(bot.output()).toContain('"level":"trace"');
  expect(bot.output()).toContain('"level":"error"');
  expect(secrets.filter((secret) => bot.output().includes(secret))).toEqual([]);
});
