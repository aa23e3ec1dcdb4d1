import type { z } from 'zod';
import { del, get, post } from './endpoint.ts';
import { ifOffered, readIfOffered } from './offered.ts';
import {
  Erased,
  type PersonalListName,
  PersonalOverview,
  personalLists,
  personalPage,
} from './personal-data.ts';
import type { User } from './protocol.ts';
import { read, readNothing } from './reading.ts';
import type { Send } from './transport.ts';

type Whose = Pick<User, 'auth_method' | 'id'>;

/** An entry of a list of what is kept about a person. */
export type PersonalEntry<Name extends PersonalListName> = z.infer<(typeof personalLists)[Name]>;

/**
 * What a backend keeps about one person, where it offers to say so: undefined from one that does not. Needs a trusted key.
 * Rejects as the client does.
 */
export type PersonalDataClient = {
  /** Who they are there, and how much is kept. */
  overview(user: Whose): Promise<PersonalOverview | undefined>;
  /** A whole list, oldest first. */
  list<Name extends PersonalListName>(user: Whose, name: Name): Promise<PersonalEntry<Name>[] | undefined>;
  /** Erases what they wrote and said, but for the account. Whatever came of an earlier call, it may be made again. */
  erase(user: Whose): Promise<z.infer<typeof Erased> | undefined>;
  /** Takes ids and name off what they did: false where that is not offered. May be made again. */
  unlink(user: Whose): Promise<boolean>;
};

/** The part of the client that is about one person's data. */
export function personalDataClient(send: Send): PersonalDataClient {
  return {
    overview: ({ auth_method, id }) =>
      readIfOffered(PersonalOverview, () => send(get`extensions/personal-data/${auth_method}/${id}`)),
    list: ({ auth_method, id }, name) =>
      ifOffered(async () => {
        const items: PersonalEntry<typeof name>[] = [];
        for (let offset: number | null = 0; offset !== null; ) {
          const query: { offset: number } = { offset };
          const answer = await send(get`extensions/personal-data/${auth_method}/${id}/${name}`, { query });
          const page: { items: unknown[]; next: number | null } = read(
            personalPage(personalLists[name]),
            answer,
          );
          items.push(...(page.items as PersonalEntry<typeof name>[])); // as the schema of this list has just read them
          offset = page.next;
        }
        return items;
      }),
    erase: ({ auth_method, id }) =>
      readIfOffered(Erased, () => send(del`extensions/personal-data/${auth_method}/${id}`)),
    async unlink({ auth_method, id }) {
      const done = await ifOffered(async () => {
        readNothing(await send(post`extensions/personal-data/${auth_method}/${id}/unlink`));
        return true;
      });
      return done ?? false;
    },
  };
}
