import { describe, expect, test } from 'vitest';
import type { TaskType } from '../../../src/oasst/protocol.ts';
import { databases } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

// A tree of four messages with two reviews each needs eight.
const settings = { goalTreeSize: 4, reviewsForPrompt: 2, reviewsForReply: 2, backlogChance: 0 };

/** A tree whose prompt Ben and Cleo have reviewed, with three replies that nobody has. */
async function growing(backend: TestBackend) {
  await person(backend, 'ada').complete('initial_prompt');
  for (const reviewer of ['ben', 'cleo']) await person(backend, reviewer).complete('label_initial_prompt');
  for (const writer of ['dora', 'eve', 'finn']) await person(backend, writer).complete('assistant_reply');
}

/** How many tasks of a type somebody does until there are no more for them. */
async function doesAll(backend: TestBackend, who: string, type: TaskType): Promise<number> {
  const somebody = person(backend, who);
  for (let done = 0; ; done += 1) {
    const { status, body } = await somebody.request(type);
    if (status !== 200) {
      expect(body).toMatchObject({ error_code: 1006 });
      return done;
    }
    await somebody.complete(type);
  }
}

async function openTo(backend: TestBackend, who: string, type: TaskType) {
  const user = { id: who, display_name: who, auth_method: 'discord' };
  const { body } = await backend.call('POST', '/api/v1/tasks/availability?lang=en', { body: user });
  return (body as Record<string, number>)[type];
}

describe.each(databases)('on $name', ({ open }) => {
  test('nobody gets more reviews of a tree than their share, and others get them', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...settings, reviewShare: 0.25 } });
    await growing(backend);
    expect(await openTo(backend, 'ben', 'label_assistant_reply')).toBe(3);
    expect(await doesAll(backend, 'ben', 'label_assistant_reply')).toBe(1); // the prompt was the first
    expect(await openTo(backend, 'ben', 'label_assistant_reply')).toBe(0);
    expect(await doesAll(backend, 'gus', 'label_assistant_reply')).toBe(2);
    expect(await doesAll(backend, 'hal', 'label_assistant_reply')).toBe(2);
  });

  test('a share is counted in each tree by itself, and rounded up', async () => {
    const backend = await testBackend({ db: await open(), settings: { ...settings, reviewShare: 0.05 } });
    await growing(backend);
    expect(await doesAll(backend, 'ben', 'label_assistant_reply')).toBe(0);
    await person(backend, 'ada').complete('initial_prompt');
    expect(await doesAll(backend, 'ben', 'label_initial_prompt')).toBe(1);
  });

  test('without a share people review whatever there is', async () => {
    const backend = await testBackend({ db: await open(), settings });
    await growing(backend);
    expect(await doesAll(backend, 'ben', 'label_assistant_reply')).toBe(3);
  });
});
