import { AlikeTexts, ToCompare } from './alike.ts';
import { post } from './endpoint.ts';
import { readIfOffered } from './offered.ts';
import type { User } from './protocol.ts';
import type { Send } from './transport.ts';

/** What a backend tells of texts that are nearly the same: undefined from one that does not offer that. Needs a trusted key. */
export type AlikeClient = {
  /** Whether somebody's text is nearly the same as some that are there. Rejects as the client does. */
  of(
    user: Pick<User, 'auth_method' | 'id'>,
    role: 'prompter' | 'assistant',
    text: string,
  ): Promise<AlikeTexts | undefined>;
};

/** The part of the client that compares texts. */
export function alikeClient(send: Send): AlikeClient {
  return {
    of: ({ auth_method, id }, role, text) =>
      readIfOffered(AlikeTexts, () =>
        send(post`extensions/texts/alike`, {
          form: ToCompare,
          body: { auth_method, username: id, role, text },
        }),
      ),
  };
}
