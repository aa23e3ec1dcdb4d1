import { clip } from '../../discord/text/clip.ts';
import { inline, quoted } from '../../discord/text/inline.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { withName } from '../../locales/join.ts';
import type { Words } from '../../locales/words.ts';
import { SettingValue } from '../../oasst/settings.ts';
import { textKinds } from '../../store/own-texts-table.ts';
import { jobKind } from '../jobs/kinds.ts';
import { actText } from '../moderation/act-text.ts';
import { actorText } from '../moderation/actor-text.ts';
import { mention } from '../moderation/case-view.ts';
import { inWords, nameOf } from '../settings/values.ts';
import type { Entry } from './entry.ts';
import { fields, NONE } from './values.ts';

const MOST = { units: 450, bytes: 1_200 };
const REASON = { units: 120, bytes: 240 };

/** Acts whose name says everything. */
const plain: ReadonlySet<string> = new Set(['campaign_create', 'campaign_end', 'campaign_reopen']);

/**
 * One thing that was done: what and to what, by whom and when, what is different since, and why; `guildId` is the server
 * where that is read.
 */
export function entryText(entry: Entry, words: Words, guildId?: string): string {
  const { act, actor, at, reason, undone } = entry;
  const about = aboutText(entry, words, guildId);
  const lines = [
    `**${actText(act, words)}**${about === '' ? '' : ` · ${about}`}`,
    `${actorText(actor, words)} · ${stamp(at, 'f')}`,
    ...(act === 'settings' ? settingLines(entry, words) : plain.has(act) ? [] : factLines(entry, words)),
    ...(reason === '' ? [] : [`“${quoted(reason, REASON)}”`]),
    ...(undone
      ? [words('trail.undone', { who: actorText(undone.by, words), when: stamp(undone.at, 'f') })]
      : []),
  ];
  return clip(lines.join('\n'), MOST);
}

function aboutText(
  { act, personId, intoId, subject }: Entry,
  words: Words,
  guildId: string | undefined,
): string {
  if (personId !== undefined && intoId !== undefined) return `${mention(personId)} → ${mention(intoId)}`;
  if (personId !== undefined) return mention(personId);
  if (subject === '') return '';
  if (act === 'text') return textName(subject, words);
  if (act === 'server')
    return subject === guildId
      ? words('trail.this_server')
      : words('trail.other_server', { id: inline(subject, { units: 100, bytes: 200 }) });
  if (act === 'team_add' || act === 'team_remove') return `<@&${subject}> (\`${subject}\`)`;
  const job = act === 'job_stop' ? jobKind(subject) : undefined;
  return job ? words(`jobs.title_${job}`) : inline(subject, { units: 100, bytes: 200 });
}

function textName(subject: string, words: Words): string {
  const [name, lang = ''] = subject.split('.');
  const kind = textKinds.find((one) => one === name);
  return kind ? `${words(`texts.kind_${kind}`)} (${lang})` : inline(subject, { units: 100 });
}

function factLines({ act, before, after }: Entry, words: Words): string[] {
  return Object.entries(fields)
    .filter(([name]) => name in before || name in after)
    .flatMap(([name, { label, tell }]) => {
      const told = [before, after].flatMap((facts) => (name in facts ? [tell(facts[name], words, act)] : []));
      return told.join() === NONE ? [] : [withName(words(label), told.join(' → '), words)];
    });
}

function settingLines({ before, after }: Entry, words: Words): string[] {
  return Object.keys(after).map((name) => {
    const told = [before[name], after[name]].map((value) => {
      const { data } = SettingValue.safeParse(value);
      return data === undefined ? NONE : inWords(name, data, words);
    });
    return withName(nameOf(name, words), told.join(' → '), words);
  });
}
