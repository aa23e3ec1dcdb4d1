import { Contribution, ContributionPage, Points } from '../../../src/oasst/contributions.ts';
import type { TestBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

/** Few reviews and rankings are enough. */
export const small = {
  reviewsForPrompt: 1,
  reviewsForReply: 2,
  rankingsNeeded: 1,
  goalTreeSize: 3,
  maxTreeDepth: 1,
  maxChildren: 2,
};

/** What the backend tells somebody of what they gave. */
export function told(backend: TestBackend, id: string) {
  const path = `/api/v1/extensions/contributions/discord/${id}`;
  return {
    async page(query = '') {
      return ContributionPage.parse((await backend.call('GET', path + query)).body);
    },
    /** Their texts alone, in the same order. */
    async texts() {
      const { items } = ContributionPage.parse((await backend.call('GET', path)).body);
      return items.filter((item) => 'text' in item);
    },
    async one(which: string) {
      return Contribution.nullable().parse((await backend.call('GET', `${path}/${which}`)).body);
    },
    async points() {
      return Points.parse((await backend.call('GET', `/api/v1/extensions/points/discord/${id}`)).body);
    },
    edit: (which: string, text: string) => backend.call('POST', `${path}/${which}/edit`, { body: { text } }),
    withdraw: (which: string) => backend.call('POST', `${path}/${which}/withdraw`),
  };
}

/** Somebody writes a prompt; its id. */
export async function prompt(
  backend: TestBackend,
  who: string,
  text = freshId('What is this'),
): Promise<string> {
  backend.clock.now += 1; // so that it is the newest
  const author = person(backend, who);
  await author.text((await author.take('initial_prompt')).acked, text);
  const [newest] = await told(backend, who).texts();
  if (!newest) throw new Error('it was not stored');
  return newest.id;
}

/** Somebody labels a message of a kind. */
export async function review(
  backend: TestBackend,
  who: string,
  type: 'label_initial_prompt' | 'label_assistant_reply',
  labels: Record<string, number>,
): Promise<void> {
  const reviewer = person(backend, who);
  const task = await reviewer.take(type);
  const { status } = await reviewer.labels(task.id, task.message_id, { spam: 0, ...labels });
  if (status !== 200) throw new Error(`${type}: ${status}`);
}

/** Somebody replies as the assistant; the id of the reply. */
export async function reply(backend: TestBackend, who: string): Promise<string> {
  backend.clock.now += 1;
  await person(backend, who).complete('assistant_reply');
  const [newest] = await told(backend, who).texts();
  if (!newest) throw new Error('it was not stored');
  return newest.id;
}
