import { z } from 'zod';
import { del, get, post, put } from './endpoint.ts';
import { isAbsent, mayNot, OasstError } from './errors.ts';
import { Message, MessagePage, TreeStatus } from './messages.ts';
import { Act, ActRequest, FlagsOn, MessageFacts, UndoRequest, type Wish } from './moderation.ts';
import { ifOffered } from './offered.ts';
import { FrontEndUser } from './people.ts';
import { Conversation, Id, User } from './protocol.ts';
import { type Readable, readable } from './readable.ts';
import { read, readNothing } from './reading.ts';
import type { Send } from './transport.ts';

/**
 * What a moderator can have a backend do. What only some offer is asked of them first; from others the same is had by the
 * calls of the protocol, without a trail and without an undo of their own. Rejects as the client does: 403 is what a key
 * may not do, 404 a message or person that is not there.
 */
export type ModerationClient = {
  /** A message, with as much around it as the backend tells. */
  message(id: string): Promise<MessageFacts>;
  /** Does it. Undefined when the backend keeps no trail in which it could be undone. */
  act(moderator: User, wish: Wish, reason: string): Promise<Act | undefined>;
  /** Takes an act back. */
  undo(moderator: User, actId: string): Promise<Act>;
  /** What the rules have done by themselves since a moment (epoch ms), the oldest first; undefined from a backend that does not tell. */
  automatic(since: number): Promise<Readable<Act> | undefined>;
  /** What was done to a person, the newest first; undefined from a backend that keeps no trail. */
  actsOn(userId: string, most: number): Promise<Readable<Act> | undefined>;
  /** How often others have flagged what somebody wrote; undefined from a backend that does not tell. */
  flagsOn(userId: string): Promise<FlagsOn | undefined>;
  /** A person by the backend's own id. */
  person(userId: string): Promise<FrontEndUser>;
  /** Messages that hold these words, at most so many. */
  search(words: string, most: number): Promise<Message[]>;
  /** How many messages a purge of somebody would take, with all that hangs on them. Changes nothing. */
  purgePreview(userId: string): Promise<number>;
};

const acts = () => post`extensions/moderation/acts`;

type SwitchWish = Exclude<Wish, { act: 'purge' | 'merge' | 'edit' }>;

const MergeRequest = z.object({ destination_user_id: Id, source_user_ids: z.array(Id) });
const EditRequest = z.object({ user: User, new_content: z.string() });
const Preview = z.object({ before: z.object({ active: z.int() }), after: z.object({ active: z.int() }) });

/** The part of the client that is about moderation. */
export function moderationClient(send: Send): ModerationClient {
  async function protocolMessage(id: string): Promise<MessageFacts> {
    const message = read(Message, await send(get`messages/${id}`));
    const { state } = read(TreeStatus, await send(get`messages/${id}/tree/state`));
    const { text, lang, is_assistant, deleted, user, user_id } = message;
    const known =
      user ??
      (user_id ? await ifAllowed(async () => read(FrontEndUser, await send(get`users/${user_id}`))) : null);
    const conversation = await ifAllowed(async () =>
      read(Conversation, await send(get`messages/${id}/conversation`)),
    );
    const above = (conversation?.messages ?? []).slice(0, -1);
    return {
      id,
      text,
      lang: lang ?? undefined,
      is_assistant,
      deleted: deleted ?? false,
      state,
      author: known ?? null,
      conversation: above.map((one) => ({ text: one.text, is_assistant: one.is_assistant })),
    };
  }

  async function byProtocol(moderator: User, wish: Wish, reason: string): Promise<void> {
    const repeatable = true;
    if (wish.act === 'purge') {
      readNothing(
        await send(post`admin/purge_user/${wish.user_id}`, { query: { preview: false }, repeatable }),
      );
    } else if (wish.act === 'merge') {
      const body = { destination_user_id: wish.into_user_id, source_user_ids: [wish.user_id] };
      readNothing(await send(post`admin/merge_users`, { form: MergeRequest, body }));
    } else if (wish.act === 'edit') {
      const body = { user: moderator, new_content: wish.text };
      readNothing(await send(post`messages/${wish.message_id}/edit`, { form: EditRequest, body }));
    } else await switched(wish, reason, repeatable);
  }

  async function switched(wish: SwitchWish, reason: string, repeatable: boolean): Promise<void> {
    if (wish.act === 'delete') readNothing(await send(del`messages/${wish.message_id}`, { repeatable }));
    else if (wish.act === 'undelete')
      readNothing(await send(put`messages/${wish.message_id}/undelete`, { repeatable }));
    else if (wish.act === 'keep')
      await ifOffered(async () =>
        readNothing(await send(post`admin/flagged_messages/${wish.message_id}/processed`, { repeatable })),
      ); // it has none to mark where nobody has flagged the message
    else if ('message_id' in wish) {
      const query = { halt: wish.act === 'stop' };
      readNothing(await send(put`messages/${wish.message_id}/tree/state`, { query, repeatable }));
    } else {
      const enabled = wish.act === 'enable';
      const query = enabled || reason === '' ? { enabled } : { enabled, notes: reason };
      readNothing(await send(put`users/${wish.user_id}`, { query, repeatable }));
    }
  }

  return {
    message: async (id) =>
      (await whereOffered(async () =>
        read(MessageFacts, await send(get`extensions/moderation/messages/${id}`)),
      )) ?? (await protocolMessage(id)),

    async act(moderator, wish, reason) {
      const body = { moderator, reason, wish };
      const done = await whereOffered(async () => read(Act, await send(acts(), { form: ActRequest, body })));
      if (!done) await byProtocol(moderator, wish, reason);
      return done;
    },

    undo: async (moderator, actId) =>
      read(
        Act,
        await send(post`extensions/moderation/acts/${actId}/undo`, {
          form: UndoRequest,
          body: { moderator },
          repeatable: true,
        }),
      ),

    actsOn: (user_id, max_count) =>
      whereOffered(async () =>
        read(readable(Act), await send(get`extensions/moderation/acts`, { query: { user_id, max_count } })),
      ),

    flagsOn: (userId) =>
      whereOffered(async () => read(FlagsOn, await send(get`extensions/moderation/people/${userId}/flags`))),

    person: async (userId) => read(FrontEndUser, await send(get`users/${userId}`)),

    async search(words, max_count) {
      const query = { search_query: words, max_count, include_user: true };
      return read(MessagePage, await send(get`messages/cursor`, { query })).items;
    },

    async purgePreview(userId) {
      const query = { preview: true };
      const { before, after } = read(
        Preview,
        await send(post`admin/purge_user/${userId}`, { query, repeatable: true }),
      );
      return before.active - after.active;
    },

    automatic: (since) =>
      whereOffered(async () => {
        const query = { actor: 'automatic', since: new Date(since).toISOString() };
        return read(readable(Act), await send(get`extensions/moderation/acts`, { query }));
      }),
  };
}

/** Undefined from a backend that has no such endpoint, or does not let our key use it: then the protocol's own may do. */
async function whereOffered<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isAbsent(error) || mayNot(error)) return undefined;
    throw error;
  }
}

/** Undefined for what a backend refuses to tell. */
async function ifAllowed<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof OasstError && error.status !== undefined) return undefined;
    throw error;
  }
}
