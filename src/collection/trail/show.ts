import type { Action } from '../../discord/action.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import type { Actor } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { View } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';
import type { Words } from '../../locales/words.ts';
import { Id } from '../../oasst/protocol.ts';
import type { ActPlace } from '../../store/acts.ts';
import type { Desk } from '../desk.ts';
import { entryText } from './lines.ts';
import { readTrail, type TrailPage } from './read.ts';

/** So many entries fit into one message, however long each is. */
const PAGE = 8;

type TrailParts = Pick<Desk, 'db' | 'oasst' | 'translator'>;

/** The buttons below a page of the trail: what is older, and the newest again. */
export const trailActions: readonly Action<TrailParts>[] = [
  {
    name: 'trail',
    for: 'owner',
    deferMode: 'update',
    isSubject: (subject) => subject === NO_SUBJECT || Id.safeParse(subject).success,
    async run({ subject, argument, actor }, parts) {
      const behind = subject === NO_SUBJECT ? undefined : placeIn(subject, argument);
      return { as: 'update', view: await showTrail(parts, actor, behind) };
    },
  },
];

/** Who did what to the collection, the newest first, from behind a place on. */
export async function showTrail(
  parts: TrailParts,
  { locale, guildId }: Actor,
  behind?: ActPlace,
): Promise<View> {
  const words = parts.translator.words(locale);
  const page = await readTrail(parts, behind, PAGE);
  const texts = page.entries.map((entry) => entryText(entry, words, guildId));
  return trailView(page, texts, behind, words);
}

function trailView(
  { entries, unread, hasMore, isWhole }: TrailPage,
  texts: readonly string[],
  behind: ActPlace | undefined,
  words: Words,
): View {
  const last = entries.at(-1);
  const text = [
    ...(isWhole ? [] : [`-# ${words('moderate.no_trail')}`]),
    ...(last === undefined && unread === 0 ? [words('trail.empty')] : texts),
    ...(unread > 0 ? [`-# ${words('trail.unread')}`] : []),
  ];
  const buttons = [
    ...(behind === undefined ? [] : [{ label: words('trail.newest'), id: customId('trail') }]),
    ...(hasMore && last
      ? [{ label: words('trail.older'), id: customId('trail', last.id, String(last.at)) }]
      : []),
  ];
  return notice(text.join('\n\n'), buttons, words('trail.title'));
}

/** @throws UserError for a place of another version */
function placeIn(id: string, at: string): ActPlace {
  if (!/^\d{1,15}$/.test(at)) throw new UserError('problem.outdated');
  return { at: Number(at), id: id.toLowerCase() };
}
