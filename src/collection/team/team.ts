import type { CommandInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import type { Desk } from '../desk.ts';
import { addModerator, listModerators, MOST_MODERATORS, type Named, removeModerator } from './moderators.ts';
import type { ModeratorsTable } from './tables.ts';

/** `/team`: shows who looks after the collection, names moderators and takes their rights away. */
export async function team(
  interaction: CommandInteraction,
  { db, clock, translator }: Pick<Desk, 'db' | 'clock' | 'translator'>,
): Promise<Reply> {
  const words = translator.words(interaction.actor.locale);
  const say = async (done?: string): Promise<Reply> => {
    const list = teamText(await listModerators(db), words);
    return { as: 'message', view: notice(done ? `${done}\n\n${list}` : list, [], words('team.title')) };
  };
  if (interaction.subcommand === 'show') return await say();
  const named = namedIn(interaction);
  const who = mention(named);
  if (interaction.subcommand === 'remove') {
    if (!(await removeModerator(db, named))) throw new UserError('team.unknown', { who });
    return await say(words('team.removed', { who }));
  }
  const outcome = await addModerator(db, named, interaction.actor.id, clock.now());
  if (outcome === 'full') throw new UserError('team.full', { most: MOST_MODERATORS });
  return await say(words(`team.${outcome}`, { who }));
}

/** @throws UserError unless exactly one is named, and for a role where there is no server */
function namedIn({ options: { person, role }, guildId }: CommandInteraction): Named {
  if (typeof person === 'string' && role === undefined) return { kind: 'person', id: person, guild_id: '' };
  if (typeof role !== 'string' || person !== undefined) throw new UserError('team.which');
  if (guildId === undefined) throw new UserError('team.no_server');
  return { kind: 'role', id: role, guild_id: guildId };
}

function teamText(moderators: readonly ModeratorsTable[], words: Words): string {
  const lines = moderators.map((one) => {
    const by = words('team.by', {
      by: `<@${one.added_by}>`,
      when: stamp(one.added_at, 'd'),
    });
    const where = one.kind === 'role' ? ` (${words('team.server', { id: one.guild_id })})` : '';
    return `• ${mention(one)}${where} · ${by}`;
  });
  return [words('team.owners'), ...(lines.length > 0 ? lines : [words('team.none')])].join('\n');
}

/** As Discord shows it; the router's replies never ping. */
function mention({ kind, id }: Pick<Named, 'kind' | 'id'>): string {
  return kind === 'person' ? `<@${id}>` : `<@&${id}>`;
}
