import type { CommandInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Desk } from '../desk.ts';
import { addModerator, listModerators, MOST_MODERATORS, type Named, removeModerator } from './moderators.ts';
import type { Owner } from './owners.ts';
import { mentionOf, teamView } from './team-view.ts';

type TeamParts = Pick<Desk, 'db' | 'clock' | 'translator'> & { owners: readonly Owner[] };

/** `/team`: shows who looks after the collection, names moderators and takes their rights away. */
export async function team(
  interaction: CommandInteraction,
  { db, clock, translator, owners }: TeamParts,
): Promise<Reply> {
  const words = translator.words(interaction.actor.locale);
  const { guildId } = interaction;
  const say = async (done?: string): Promise<Reply> => {
    const moderators = await listModerators(db);
    return { as: 'message', view: teamView({ owners, moderators, guildId }, words, done) };
  };
  if (interaction.subcommand === 'show') return await say();
  const named = namedIn(interaction);
  const who = mentionOf(named);
  const by = { by: interaction.actor.id, now: clock.now() };
  if (interaction.subcommand === 'remove') {
    if (!(await removeModerator(db, named, by))) throw new UserError('team.unknown', { who });
    return await say(words('team.removed', { who }));
  }
  const outcome = await addModerator(db, named, by);
  if (outcome === 'full') throw new UserError('team.full', { most: MOST_MODERATORS });
  const isRole = outcome === 'added' && named.kind === 'role';
  return await say(words(isRole ? 'team.added_role' : `team.${outcome}`, { who }));
}

/** @throws UserError unless exactly one is named, and for a role where there is no server */
function namedIn({ options: { person, role }, guildId }: CommandInteraction): Named {
  if (typeof person === 'string' && role === undefined) return { kind: 'person', id: person, guild_id: '' };
  if (typeof role !== 'string' || person !== undefined) throw new UserError('team.which');
  if (guildId === undefined) throw new UserError('team.no_server');
  return { kind: 'role', id: role, guild_id: guildId };
}
