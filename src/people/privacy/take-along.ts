import type { ActionInteraction, Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { discordIds, userOf } from '../../oasst/discord-user.ts';
import type { Message } from '../../oasst/messages.ts';
import {
  type PersonalListName,
  type PersonalOverview,
  personalListNames,
} from '../../oasst/personal-data.ts';
import { emptyLists, PersonalDocument } from './document.ts';
import { ownData } from './own-data.ts';
import { type PrivacyParts, wordsFor } from './parts.ts';
import { asFiles } from './split.ts';

/** Discord takes no more files with a message. */
const MOST_FILES = 10;

/** Gives the actor everything that is kept about them, as files of JSON. */
export async function takeAlong(
  { actor, attachmentSizeLimit }: ActionInteraction,
  parts: PrivacyParts,
): Promise<Reply> {
  const document = PersonalDocument.parse(await documentOf(parts, actor));
  const files = asFiles(document, attachmentSizeLimit);
  if (files.length > MOST_FILES) throw new UserError('privacy.too_large');
  const words = wordsFor(parts, actor);
  const name = (index: number) => (files.length === 1 ? 'my-data.json' : `my-data-${index + 1}.json`);
  const text = words(document.task_server.complete ? 'privacy.here' : 'privacy.here_partly', {
    host: parts.backendHost ?? '',
  });
  return {
    as: 'message',
    view: {
      ...notice(text, [], words('privacy.title')),
      files: files.map((data, index) => ({ name: name(index), data, contentType: 'application/json' })),
    },
  };
}

async function documentOf(parts: PrivacyParts, actor: Actor): Promise<PersonalDocument> {
  const overview = await parts.oasst.personalData.overview(userOf(actor));
  const own = await ownData(parts.db, discordIds(actor, overview));
  const there = await dataAtBackend(parts, actor, overview);
  return {
    format: 'oasst-discord-bot/personal-data',
    version: 1,
    made: new Date(parts.clock.now()).toISOString(),
    part: 1,
    parts: 1,
    person: own.person,
    settings: { ...own.settings, show_on_leaderboard: there.shown },
    task_server: {
      where: parts.backendHost ?? 'embedded',
      complete: there.complete,
      account: there.account,
    },
    lists: { ...emptyLists, ...own.lists, ...there.lists },
  };
}

type AtBackend = Pick<PersonalDocument['task_server'], 'account' | 'complete'> & {
  shown: boolean | null;
  lists: Partial<PersonalDocument['lists']>;
};

async function dataAtBackend(
  { oasst }: PrivacyParts,
  actor: Actor,
  overview: PersonalOverview | undefined,
): Promise<AtBackend> {
  const user = userOf(actor);
  if (overview) {
    const all = await Promise.all(
      personalListNames.map(async (name) => [name, await oasst.personalData.list(user, name)] as const),
    );
    const told = all.filter(([, list]) => list !== undefined); // an older backend does not have them all
    const lists: Partial<Record<PersonalListName, never>> = Object.fromEntries(told);
    const { account } = overview;
    const complete = told.length === all.length;
    return { account, complete, shown: account?.show_on_leaderboard ?? null, lists };
  }
  const account = await oasst.findFrontendUser(user);
  const messages = account ? await oasst.messagesOf(user) : [];
  return {
    account: null,
    complete: account === undefined,
    shown: account?.show_on_leaderboard ?? null,
    lists: { messages: messages.flatMap(inShort) },
  };
}

/** A message of the protocol, as far as it says what our own list says; none without the ids that has. */
function inShort(message: Message): PersonalDocument['lists']['messages'] {
  const { id, message_tree_id: tree_id, parent_id = null, text } = message;
  if (!id || !tree_id) return [];
  return [
    {
      id,
      tree_id,
      parent_id: parent_id ?? null,
      role: message.is_assistant ? 'assistant' : 'prompter',
      text,
      lang: message.lang ?? '',
      created: message.created_date ?? '',
      deleted: message.deleted ?? false,
      accepted: message.review_result ?? null,
      rank: message.rank ?? null,
      second_look: [],
    },
  ];
}
