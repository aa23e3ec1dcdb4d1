import { describe, expect, test } from 'vitest';
import { findPerson } from '../../src/store/people.ts';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

describe('somebody who has not agreed', () => {
  test('is asked first, and nothing about them is kept or told', async () => {
    const { sandbox, backend, db } = await botWith([samples.assistant_reply]);
    const ada = sandbox.person('Ada');
    await ada.command('task', { type: 'assistant_reply', language: 'German' });
    expect(ada.buttons()).toEqual(['I agree', 'No thanks']);
    await ada.command('drafts');
    await ada.command('help');
    expect(await findPerson(db, ada.id)).toBeUndefined();
    expect(backend.received).toEqual([]);
  });

  test('may decline, and nothing is kept', async () => {
    const { sandbox, backend, db } = await botWith([samples.assistant_reply]);
    const ada = sandbox.person('Ada');
    await ada.command('task');
    await ada.click('No thanks');
    expect(ada.text()).toContain('Nothing has been kept');
    expect(ada.buttons()).toEqual([]);
    expect(await findPerson(db, ada.id)).toBeUndefined();
    expect(backend.received).toEqual([]);
  });

  test('gets what they asked for once they agree', async () => {
    const { sandbox, backend, db } = await botWith([samples.assistant_reply]);
    const ada = sandbox.person('Ada');
    await ada.command('task', { type: 'assistant_reply', language: 'German' });
    await ada.click('I agree');
    expect(ada.messages()).toHaveLength(1);
    await ada.click('Skip the tutorial');
    expect(ada.messages()).toHaveLength(1);
    expect(ada.text()).toContain('Reply as the assistant');
    expect(backend.asked('tasks')[0]?.body).toMatchObject({ type: 'assistant_reply', lang: 'de' });
    expect(await findPerson(db, ada.id)).toMatchObject({
      display_name: 'Ada',
      lang: 'de',
      consent_version: 1,
    });
  });
});

describe('the language', () => {
  test('is that of the person’s Discord, until they choose one', async () => {
    const { sandbox, backend } = await botWith([samples.initial_prompt]);
    const ada = sandbox.person('Ada', { locale: 'es-ES' });
    await ada.command('task');
    await ada.click('Acepto');
    expect(backend.asked('tasks')[0]?.body).toMatchObject({ lang: 'es' });
  });

  test('that was chosen is remembered for the next task, and can be changed', async () => {
    const { backend, contributor } = await botWith();
    const ada = await contributor('Ada');
    await ada.command('task', { language: 'pt-BR' });
    await ada.command('task');
    await ada.click('Try again');
    await ada.command('task', { language: 'deutsch' });
    const asked = backend.asked('tasks').map(({ body }) => JSON.parse(JSON.stringify(body)).lang);
    expect([...new Set(asked.slice(2))]).toEqual(['pt-BR', 'de']);
  });

  test.each(['Klingonese', '**@everyone**', '💥'.repeat(200)])('%j is not known', async (language) => {
    const { backend, contributor } = await botWith();
    const ada = await contributor('Ada');
    const before = backend.received.length;
    await ada.command('task', { language });
    expect(ada.text()).toContain("I don't know a language");
    expect(ada.notices).toEqual([]);
    expect(backend.received).toHaveLength(before);
  });

  test('is suggested while it is typed, in the person’s own language', async () => {
    const { sandbox } = await botWith();
    const ada = sandbox.person('Ada', { locale: 'fr' });
    expect(await ada.autocomplete('task', 'language', 'allem')).toEqual([
      { name: expect.stringMatching(/^allemand/), value: 'de' },
    ]);
    expect(await ada.autocomplete('task', 'language', '')).toHaveLength(25);
    expect(await ada.autocomplete('task', 'language', 'klingon')).toEqual([]);
  });

  test('of Discord that we have no words for is answered in English', async () => {
    const { contributor } = await botWith([samples.initial_prompt]);
    const ada = await contributor('Ada', 'ko');
    expect(ada.text()).toContain('Write a request');
  });
});

describe('the type', () => {
  test('is any unless one is chosen', async () => {
    const { backend, contributor } = await botWith([samples.initial_prompt]);
    await contributor('Ada');
    expect(backend.asked('tasks')[0]?.body).toMatchObject({ type: 'random' });
  });

  test('of the open task is shown with a note when another was asked for', async () => {
    const { contributor } = await botWith([samples.initial_prompt]);
    const ada = await contributor('Ada');
    await ada.command('task', { type: 'rate_summary' });
    expect(ada.text()).toContain('You still have this task open');
    expect(ada.text()).toContain('Write a request');
  });

  test('there is nothing of leads to any other', async () => {
    const { backend, contributor } = await botWith();
    const ada = await contributor('Ada');
    await ada.command('task', { type: 'rate_summary' });
    expect(ada.text()).toContain('no “Rate a summary” task in English');
    backend.tasks.push(samples.initial_prompt);
    await ada.click('Any task');
    expect(ada.text()).toContain('Write a request');
    expect(backend.asked('tasks').at(-1)?.body).toMatchObject({ type: 'random' });
  });
});
