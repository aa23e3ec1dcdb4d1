import type { Action } from '../../discord/action.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { readLanguage } from '../../locales/languages.ts';
import { UserError } from '../../locales/user-error.ts';
import { TaskType } from '../../oasst/protocol.ts';
import { logChannels } from '../../store/log-channels.ts';
import { changeServer, findServer, type Server, type ServerChanges } from '../../store/servers.ts';
import { takeUpMended } from '../moderation/take-up.ts';
import type { CollectionParts } from '../parts.ts';
import { removePublicPost, showPublicPost, stands } from '../public/post.ts';
import { testLogChannel } from './log-test.ts';
import { type Place, placeOf } from './place.ts';
import { showServer } from './show.ts';

type Done = { tested?: boolean };
type Change = (interaction: ActionInteraction, parts: CollectionParts, place: Place) => Promise<Done>;

const changes: Readonly<Record<string, Change>> = {
  async check(_interaction, parts, place) {
    await takeUpLog(parts, place);
    const server = await findServer(parts.db, place.id);
    if (server && !(await stands(parts, server))) await showWhereItMay(parts, server);
    return {};
  },
  async languages(interaction, parts, place) {
    const languages = interaction.values.map((typed) => readLanguage(typed, 'en'));
    if (languages.some((lang) => lang === undefined)) throw new UserError('problem.outdated');
    await keep(interaction, parts, place, { languages: languages.filter((lang) => lang !== undefined) });
    return {};
  },
  async kinds(interaction, parts, place) {
    const kinds = TaskType.array().safeParse(interaction.values).data;
    if (!kinds) throw new UserError('problem.outdated');
    await keep(interaction, parts, place, { kinds });
    return {};
  },
  async log(interaction, parts, place) {
    const [logChannel] = interaction.values;
    await keep(interaction, parts, place, { logChannel });
    if (logChannel === undefined) return {};
    await takeUpLog(parts, place);
    return { tested: await testLogChannel(parts, place, logChannel, interaction.actor) };
  },
  async post(interaction, parts, place) {
    const before = (await findServer(parts.db, place.id))?.postChannel;
    const [postChannel] = interaction.values;
    const server = await keep(interaction, parts, place, { postChannel });
    if (before !== undefined && before !== postChannel) await removePublicPost(parts, place.id, before);
    await showWhereItMay(parts, server);
    return {};
  },
  async weekly(interaction, parts, place) {
    await keep(interaction, parts, place, { weekly: interaction.argument === 'on' });
    return {};
  },
};

/** The controls of a server's set-up. Who uses one is looked at again with each click. */
export const serverActions: readonly Action<CollectionParts>[] = [
  {
    name: 'server',
    for: 'server_manager',
    deferMode: 'update',
    isSubject: (subject) => Object.hasOwn(changes, subject),
    async run(interaction, parts): Promise<Reply> {
      const place = placeOf(interaction);
      const done = await changes[interaction.subject]?.(interaction, parts, place);
      return { as: 'update', view: await showServer(parts, interaction.actor, place, done) };
    },
  },
];

/** Brings the public message into its channel, unless that is not one of the server's. */
async function showWhereItMay(parts: CollectionParts, server: Server): Promise<void> {
  const { id, postChannel } = server;
  if (postChannel === undefined) return;
  if ((await parts.lookAtChannel(id, postChannel)).is !== 'gone') await showPublicPost(parts, server);
}

/** Brings into the server's log channel what it has missed, if it was just chosen or works again. */
async function takeUpLog(parts: CollectionParts, { id }: Place): Promise<void> {
  const channels = await logChannels(parts.db, parts.isTrusted);
  await takeUpMended(
    parts,
    channels.filter(({ serverId }) => serverId === id),
  );
  parts.wakeCases();
}

async function keep(
  { actor }: ActionInteraction,
  { db, clock }: CollectionParts,
  place: Place,
  change: ServerChanges,
) {
  return await changeServer(db, place, change, { by: actor.id, now: clock.now() });
}
