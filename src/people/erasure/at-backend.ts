import type { OasstClient } from '../../oasst/client.ts';
import { mayNot } from '../../oasst/errors.ts';
import type { User } from '../../oasst/protocol.ts';
import type { ErasureMode } from '../../store/erasures-table.ts';

/**
 * What a backend did about a wish to be forgotten:
 * - `all`: all of it
 * - `protocol`: what the protocol knows: messages are marked as deleted and the name is gone, judgements stay without it
 * - `refused`: nothing, because our key may not
 */
export type AtBackend = 'all' | 'protocol' | 'refused';

type Whose = Pick<User, 'auth_method' | 'id'>;

/** The texts a person wrote, as far as the backend tells. */
export async function textsAtBackend(oasst: OasstClient, user: Whose): Promise<string[]> {
  const { personalData } = oasst;
  const lists = await Promise.all([
    personalData.list(user, 'messages'),
    personalData.list(user, 'revisions'),
    personalData.list(user, 'summaries'),
  ]);
  const known = lists.every((list) => list === undefined) ? [await oasst.messagesOf(user)] : lists;
  return known.flatMap((list) => (list ?? []).map(({ text }) => text.trim())).filter((text) => text !== '');
}

/** Has the backend forget somebody, or only their name; whatever came of an earlier attempt, it may be made again. */
export async function forgetAtBackend(
  oasst: OasstClient,
  user: Whose,
  mode: ErasureMode,
): Promise<AtBackend> {
  try {
    return mode === 'erase' ? await eraseThere(oasst, user) : await unlinkThere(oasst, user);
  } catch (error) {
    if (mayNot(error)) return 'refused';
    throw error;
  }
}

async function eraseThere(oasst: OasstClient, user: Whose): Promise<AtBackend> {
  const erased = await oasst.personalData.erase(user);
  const account = await oasst.findFrontendUser(user);
  if (account && erased === undefined) await oasst.deleteMessagesOf(account.user_id);
  if (account) await oasst.deletePerson(account.user_id);
  return erased === undefined && account ? 'protocol' : 'all';
}

async function unlinkThere(oasst: OasstClient, user: Whose): Promise<AtBackend> {
  if (await oasst.personalData.unlink(user)) return 'all';
  const account = await oasst.findFrontendUser(user);
  if (account) await oasst.deletePerson(account.user_id);
  return account ? 'protocol' : 'all';
}
