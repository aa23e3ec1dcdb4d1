import { inline, quoted } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { withName } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import type { Act, FlagsOn } from '../../oasst/moderation.ts';
import type { FrontEndUser } from '../../oasst/people.ts';
import type { Readable } from '../../oasst/readable.ts';
import type { Ban } from '../../store/bans.ts';
import { actText } from './act-text.ts';
import { actorText } from './actor-text.ts';
import { mention } from './case-view.ts';

/** What is known of a person; undefined is what the backend does not tell. */
export type PersonFacts = {
  person: FrontEndUser;
  points: number | undefined;
  given: number | undefined;
  flags: FlagsOn | undefined;
  acts: Readable<Act> | undefined;
  ban: Ban | undefined;
};

/** Whether a ban holds. */
export function isOpen(ban: Ban | undefined): ban is Ban {
  return ban !== undefined && ban.lifted_at === null;
}

/** A person as moderators read about them. What they say to a ban stands for itself, see `appealView`. */
export function personText({ person, points, given, flags, acts, ban }: PersonFacts, words: Words): string {
  const { id, display_name, enabled, notes } = person;
  return [
    `${mention(id)} · ${inline(display_name, { units: 100 })}`,
    words(enabled ? 'moderate.enabled' : 'moderate.disabled'),
    ...(given === undefined ? [] : [words('moderate.given', { given })]),
    ...(points === undefined ? [] : [words('moderate.points', { points })]),
    flags === undefined
      ? words('moderate.flags_untold')
      : words('moderate.flags', { flags: flags.flags, messages: flags.messages }),
    ...(notes === ''
      ? []
      : [withName(words('moderate.notes'), quoted(notes, { units: 300, bytes: 600 }), words)]),
    ...(isOpen(ban)
      ? [withName(words('appeal.reason'), quoted(ban.reason, { units: 300, bytes: 600 }), words)]
      : []),
    '',
    `**${words('moderate.acts')}**`,
    ...actLines(acts, words),
  ].join('\n');
}

function actLines(acts: Readable<Act> | undefined, words: Words): string[] {
  if (acts === undefined) return [words('moderate.no_trail')];
  if (acts.items.length + acts.unread === 0) return [words('moderate.no_acts')];
  const lines = acts.items.map(({ act, actor, created_date, undone_date, reason }) => {
    const when = stamp(Date.parse(created_date), 'd');
    const who = actorText(actor, words);
    const why = reason === '' ? '' : ` – “${quoted(reason, { units: 120, bytes: 240 })}”`;
    return `• ${when} ${actText(act, words)} · ${who}${why}${undone_date === null ? '' : ` (${words('moderate.was_undone')})`}`;
  });
  return acts.unread === 0 ? lines : [...lines, `-# ${words('trail.unread')}`];
}
