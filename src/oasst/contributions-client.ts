import {
  type Changed,
  Changed as ChangedSchema,
  type Contribution,
  ContributionPageHeard,
  Contribution as ContributionSchema,
  NewText,
  PointsHeard,
} from './contributions.ts';
import { get, post } from './endpoint.ts';
import { ifOffered, readIfTold } from './offered.ts';
import type { User } from './protocol.ts';
import { type Answer, read } from './reading.ts';
import type { Send } from './transport.ts';
import { whereUnderstood } from './understood.ts';

type Whose = Pick<User, 'auth_method' | 'id'>;

/** How a change ended; `unclear` where a newer backend says so in a way that is not known here: it may be made or not. */
export type ChangeHeard = Changed | 'unclear';

/**
 * What a backend tells somebody of what they gave, and lets them do about it, where it offers that: undefined from one
 * that does not, and to a question by a key that it does not trust. Rejects as the client does.
 */
export type ContributionsClient = {
  /** What they gave, the newest first: `most` of them, after the first `offset`; null for what is not understood here. */
  page(user: Whose, range: { offset: number; most: number }): Promise<ContributionPageHeard | undefined>;
  /** One of their texts; null for what is not there or not theirs. */
  one(user: Whose, id: string): Promise<Contribution | null | undefined>;
  /** What they have points for. */
  points(user: Whose): Promise<PointsHeard | undefined>;
  /**
   * Gives a text other words, which may be said again. 400 for a text too long (1008), too short (9008) or too much like
   * another (9009, 9010).
   */
  edit(user: Whose, id: string, text: string): Promise<ChangeHeard | undefined>;
  /** Takes a text back, which may be said again. */
  withdraw(user: Whose, id: string): Promise<ChangeHeard | undefined>;
};

/** The part of the client that is about what somebody gave. */
export function contributionsClient(send: Send): ContributionsClient {
  return {
    page: ({ auth_method, id }, query) =>
      readIfTold(ContributionPageHeard, () =>
        send(get`extensions/contributions/${auth_method}/${id}`, { query }),
      ),
    one: ({ auth_method, id }, which) =>
      readIfTold(ContributionSchema.nullable(), () =>
        send(get`extensions/contributions/${auth_method}/${id}/${which}`),
      ),
    points: ({ auth_method, id }) =>
      readIfTold(PointsHeard, () => send(get`extensions/points/${auth_method}/${id}`)),
    async edit({ auth_method, id }, which, text) {
      const endpoint = post`extensions/contributions/${auth_method}/${id}/${which}/edit`;
      const contents = { form: NewText, body: { text }, repeatable: true };
      return await changed(() => send(endpoint, contents));
    },
    withdraw({ auth_method, id }, which) {
      const endpoint = post`extensions/contributions/${auth_method}/${id}/${which}/withdraw`;
      return changed(() => send(endpoint, { repeatable: true }));
    },
  };
}

async function changed(call: () => Promise<Answer>): Promise<ChangeHeard | undefined> {
  return await ifOffered(async () => {
    const answer = await call();
    return (await whereUnderstood(Promise.try(read, ChangedSchema, answer)))?.outcome ?? 'unclear';
  });
}
