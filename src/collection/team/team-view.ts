import { colours } from '../../discord/colours.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { chunks, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import type { Named } from './moderators.ts';
import type { Owner } from './owners.ts';
import type { ModeratorsTable } from './tables.ts';

/** Owners come without a bound from outside: of more, the first are shown. */
const MOST_OWNERS = 10;
/** So many moderators stand in one embed; with more of them, each line says no more than it must. */
const IN_ONE = 25;

/**
 * Who looks after the collection: its owners, and apart from them all moderators. `done` says what was just changed,
 * `guildId` where that is read.
 */
export function teamView(
  {
    owners,
    moderators,
    guildId,
  }: { owners: readonly Owner[]; moderators: readonly ModeratorsTable[]; guildId?: string | undefined },
  words: Words,
  done?: string,
): View {
  const isLong = moderators.length > IN_ONE;
  const lines = moderators.map((one) => moderatorLine(one, { isShort: isLong, guildId }, words));
  const [first = [words('team.none')], ...others] = chunks(lines, IN_ONE);
  const about = [
    ...(done === undefined ? [] : [done, '']),
    `**${words('team.title_owners')}**`,
    ...ownerLines(owners, words),
    `-# ${words('team.owners')}`,
    `-# ${words('trail.hint')}`,
  ];
  return {
    embeds: [
      { title: words('team.title'), description: about.join('\n'), color: colours.neutral },
      {
        description: [`**${words('team.title_moderators')}**`, ...first].join('\n'),
        color: colours.neutral,
      },
      ...others.map((some) => ({ description: some.join('\n'), color: colours.neutral })),
    ],
    components: [],
  };
}

/** A person or a role as Discord shows it; the router's replies never ping. */
export function mentionOf({ kind, id }: Pick<Named, 'kind' | 'id'>): string {
  return kind === 'person' ? `<@${id}>` : `<@&${id}>`;
}

function ownerLines(owners: readonly Owner[], words: Words): string[] {
  const more = owners.length - MOST_OWNERS;
  return [
    ...owners.slice(0, MOST_OWNERS).map(({ id, by }) => `• <@${id}> · ${words(`team.owner_by_${by}`)}`),
    ...(more > 0 ? [words('team.more_owners', { count: more })] : []),
  ];
}

function moderatorLine(
  one: ModeratorsTable,
  { isShort, guildId }: { isShort: boolean; guildId: string | undefined },
  words: Words,
): string {
  const { kind, guild_id: id, added_by, added_at } = one;
  const [by, when] = [`<@${added_by}>`, stamp(added_at, 'd')];
  if (isShort) return `• ${mentionOf(one)}${kind === 'role' ? ` (${id})` : ''} · ${by} ${when}`;
  const server = id === guildId ? words('team.this_server') : words('team.server', { id });
  const where = kind === 'role' ? ` (${server})` : '';
  return `• ${mentionOf(one)}${where} · ${words('team.by', { by, when })}`;
}
