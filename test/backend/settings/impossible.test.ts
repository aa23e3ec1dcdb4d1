import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { impossibleIn } from '../../../src/backend/settings/impossible.ts';
import { allKinds, defaults, type Settings } from '../../../src/backend/settings/settings.ts';
import { databases } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { freshId, person } from '../support/person.ts';

test.each<[Partial<Settings>, string[]]>([
  [{}, []],
  [allKinds, []],
  [{ promptThreshold: 0.99, replyThreshold: 0.99, maxActiveTrees: 1, maxTreeDepth: 0 }, []],
  [{ promptThreshold: 1 }, ['promptThreshold < 1']],
  [{ replyThreshold: 1 }, ['replyThreshold < 1']],
  [{ maxActiveTrees: 0, maxPromptsWaiting: 0 }, ['maxActiveTrees > 0', 'maxPromptsWaiting > 0']],
  [{ drawsPerTaskRequest: 0 }, []],
  [{ drawsPerTaskRequest: 0, drawsPerAvailability: 0 }, ['drawsPerTaskRequest > 0']],
  [{ textLimit: 2, shortestReply: 2 }, ['shortestPrompt ≤ 2 (textLimit)']],
  [{ textLimit: 3, shortestReply: 4 }, ['shortestReply ≤ 3 (textLimit)']],
  [{ taskValidityMs: 59_999 }, ['taskValidityMs ≥ 60000']],
])('of %j stand against everything: %j', (settings, names) => {
  const found = impossibleIn({ ...defaults, ...settings });
  expect(found.map(({ name, rule }) => `${name} ${rule}`)).toEqual(names);
});

const upTo = (least: number, most: number) => fc.integer({ min: least, max: most });
const someSettings = fc.record({
  goalTreeSize: upTo(1, 4),
  maxTreeDepth: upTo(0, 3),
  maxChildren: upTo(1, 3),
  maxPrompterReplies: upTo(0, 1),
  reviewsForPrompt: upTo(1, 3),
  reviewsForReply: upTo(1, 3),
  promptThreshold: fc.constantFrom(0, 0.6, 0.99, 1),
  replyThreshold: fc.constantFrom(0, 0.6, 0.99, 1),
  rankingsNeeded: upTo(1, 3),
  rankPrompterReplies: fc.boolean(),
  maxActiveTrees: upTo(0, 2),
  maxPromptsWaiting: upTo(0, 2),
  drawsPerTaskRequest: upTo(0, 1),
  drawsPerAvailability: fc.constant(1), // the crowd looks what there is before it asks
  reviewShare: fc.constantFrom(0.05, 0.5, 1),
  textLimit: fc.constantFrom(60, 100),
  shortestPrompt: fc.constantFrom(1, 80),
  shortestReply: fc.constantFrom(1, 80),
});

const inOrder = [
  'rank_assistant_replies',
  'rank_prompter_replies',
  'label_assistant_reply',
  'label_prompter_reply',
  'label_initial_prompt',
  'assistant_reply',
  'prompter_reply',
] as const;

/** Whether a small crowd that works on whatever there is finishes the one tree there is. */
async function finishes(settings: Partial<Settings> & Pick<Settings, 'shortestPrompt' | 'shortestReply'>) {
  const db = (await databases[0]?.open()) ?? expect.fail();
  const backend = await testBackend({ db, settings: { ...settings, backlogChance: 0 } });
  const crowd = Array.from({ length: 8 }, (_, index) => person(backend, `p${index}`));
  const text = (least: number) => freshId('Text').padEnd(least, '.');
  await crowd[0]?.complete('initial_prompt', text(settings.shortestPrompt));
  for (let round = 0; round < 30; round += 1) {
    for (const somebody of crowd) {
      const counts = await somebody.availability();
      const type = inOrder.find((kind) => (counts[kind] ?? 0) > 0);
      if (type) await somebody.complete(type, text(settings.shortestReply));
    }
    const { state } = await db.selectFrom('backend_trees').select('state').executeTakeFirstOrThrow();
    if (state === 'ready_for_export') return true;
    backend.clock.now += 5 * 60_000;
  }
  return false;
}

describe('of settings by chance', () => {
  test('a small crowd finishes a tree under each that nothing stands against', async () => {
    await fc.assert(
      fc.asyncProperty(someSettings, async (settings) => {
        fc.pre(impossibleIn({ ...defaults, ...settings }).length === 0);
        expect(await finishes(settings)).toBe(true);
      }),
      { numRuns: 6, seed: 10 },
    );
  });
});
