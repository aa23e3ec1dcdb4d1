import type { APIEmbed } from 'discord-api-types/v10';
import { colours } from '../../discord/colours.ts';
import { customId } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import type { Words } from '../../locales/words.ts';
import { TaskType } from '../../oasst/protocol.ts';
import { ownWordsIn } from '../kinds.ts';
import type { Underway } from '../session/read.ts';
import type { SessionFacts } from '../session/session.ts';
import { startButton } from './available.ts';

type Listed = Pick<Underway, 'session' | 'stored'>;

const MOST_LISTED = 5;
const EXCERPT = { units: 600, bytes: 1_200 };

/** Everything a person has under way: what is open, with its buttons, and what still has to be delivered. */
export function draftsView(all: readonly Listed[], words: Words): View {
  if (all.length === 0) return notice(words('drafts.none'), [startButton(words)], words('drafts.title'));
  const listed = all.slice(0, MOST_LISTED);
  const numbered = listed.filter(isOpen).length > 1;
  const embeds = listed.map((one) => underwayEmbed(one, words));
  const hidden = all.length - listed.length;
  const more = hidden > 0 ? [{ description: words('drafts.more', { count: hidden }) }] : [];
  return {
    content: `**${words('drafts.title')}**`,
    embeds: [...embeds, ...more],
    components: listed
      .filter(isOpen)
      .flatMap(({ session }, index) => rows(buttons(session, words, numbered ? index + 1 : undefined))),
  };
}

function isOpen({ session: { state } }: Listed): boolean {
  return state === 'open' || state === 'returned';
}

function underwayEmbed(one: Listed, words: Words): APIEmbed {
  const { session, stored } = one;
  const own = ownWordsIn(session.type, stored);
  const started = stored !== undefined;
  const time = isOpen(one)
    ? words('drafts.expires', { until: stamp(session.expiresAt, 'R') })
    : words('drafts.waiting', { since: stamp(session.updatedAt, 'R') });
  return {
    title: typeName(session, words),
    // somebody's words come last, so that nothing in them goes on in ours
    description: own
      ? `${time}\n${clip(foreign(own), EXCERPT)}`
      : `${words(started ? 'drafts.in_progress' : 'drafts.nothing_yet')}\n${time}`,
    color: isOpen(one) ? colours.own : colours.neutral,
  };
}

function buttons({ taskId }: SessionFacts, words: Words, number: number | undefined): Button[] {
  const named = number === undefined ? undefined : { number };
  return [
    {
      label: named ? words('button.continue_number', named) : words('button.continue'),
      id: customId('resume', taskId),
      style: 'primary',
    },
    {
      label: named ? words('button.skip_number', named) : words('button.skip'),
      id: customId('skip', taskId),
    },
  ];
}

/** The human name of a task's type; its own for one that this version does not know. */
function typeName({ type }: SessionFacts, words: Words): string {
  const { data } = TaskType.safeParse(type);
  return data ? words(`type.${data}`) : type;
}
