import { expect, test } from 'vitest';
import { memoryDatabase } from '../../support/database.ts';
import { postCalls, postingIn } from '../../support/posting.ts';
import { fc } from '../../support/same-cases.ts';
import { waitFor } from '../../support/wait-for.ts';

type Scene = Awaited<ReturnType<typeof postingIn>>;
type Step = { name: string; run(scene: Scene, number: number): Promise<unknown> | unknown };

const faults = [
  { reset: true, seen: true },
  { reset: true },
  { status: 502, seen: true },
  { status: 503 },
  { status: 429, retryAfter: 0.01 },
] as const;

const strikes = (call: (typeof postCalls)[keyof typeof postCalls], which: number): Step => ({
  name: `${call.method} goes wrong (${which})`,
  run: ({ sandbox }) => sandbox.faults.rest(call, faults[which] ?? { reset: true }),
});

const putting: Step = { name: 'put', run: ({ put }, number) => put(`Text ${number}`) };

/** Everything that can happen to a post. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(putting) },
  fc.constant({ name: 'remove', run: ({ remove }: Scene) => remove() }),
  {
    weight: 5,
    arbitrary: fc.constant({ name: 'deliver', run: ({ posting }: Scene) => posting.deliver('p') }),
  },
  fc.constant({
    name: 'a process dies in the midst of it',
    async run({ sandbox, newPosting, clock }: Scene) {
      const mark = sandbox.requests.mark();
      const hangs = Object.values(postCalls).map((call) =>
        sandbox.faults.rest(call, { until: new Promise(() => {}), seen: true }),
      );
      let isOver = false;
      void newPosting()
        .deliver('p')
        .then(() => {
          isOver = true; // there was nothing to do
        });
      await waitFor(() => isOver || sandbox.requests.since(mark).length > 0);
      for (const hang of hangs) hang.cancel();
      clock.advance(60_000); // its lease ends
    },
  }),
  {
    weight: 2,
    arbitrary: fc.constantFrom(2_000, 700_000).map((ms) => ({
      name: `${ms} ms pass`,
      run: ({ clock }: Scene) => clock.advance(ms),
    })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...Object.values(postCalls)), fc.nat({ max: faults.length - 1 }))
      .map(([call, which]) => strikes(call, which)),
  },
  fc.constant({
    name: 'a moderator deletes it',
    async run({ sandbox, ada }: Scene) {
      if (ada.messages().length > 0) await sandbox.person('Root', { admin: true }).delete();
    },
  }),
);

/** Lets everything work again, and attempts follow until nothing waits. */
async function settled({ sandbox, posting, clock, find }: Scene): Promise<void> {
  sandbox.faults.clear();
  for (let post = await find(); post?.state === 'waiting'; post = await find()) {
    clock.advance(Math.max(0, Math.max(post.not_before, post.leased_until) - clock.now()));
    await posting.deliver('p');
  }
}

test('whatever happens in whatever order, there is at most one message, and in the end what was wanted last', async () => {
  const db = await memoryDatabase();
  const sequences = fc.tuple(fc.array(step, { minLength: 3, maxLength: 14 }), fc.boolean());
  await fc.assert(
    fc.asyncProperty(sequences, async ([steps, isWanted]) => {
      await db.deleteFrom('posts').execute();
      const scene = await postingIn(db);
      for (const [number, { run }] of [putting, ...steps].entries()) {
        await run(scene, number);
        expect(scene.seen().length).toBeLessThanOrEqual(1);
      }
      await (isWanted ? scene.put('The last') : scene.remove());
      await settled(scene);
      expect(scene.seen()).toEqual(isWanted ? ['The last'] : []);
    }),
    { numRuns: 60 },
  );
  await db.destroy();
});
