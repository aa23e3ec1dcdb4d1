import type { APIEmbed } from 'discord-api-types/v10';
import { appealButton } from '../../discord/appeal-button.ts';
import { colours } from '../../discord/colours.ts';
import { customId, NO_SUBJECT } from '../../discord/custom-id.ts';
import { notice } from '../../discord/notice.ts';
import { clip } from '../../discord/text/clip.ts';
import { foreign } from '../../discord/text/foreign.ts';
import { stamp } from '../../discord/text/stamp.ts';
import { type Button, rows, type View } from '../../discord/view.ts';
import { languageName } from '../../locales/languages.ts';
import type { Words } from '../../locales/words.ts';
import type { Contribution } from '../../oasst/contributions.ts';
import { fateLine, whyNotLine } from './fate-line.ts';
import { judgementEmbed } from './judgement.ts';
import { pointsLines, scoreLines } from './points-lines.ts';
import { type Given, LINES_ON_PAGE, ON_PAGE } from './read.ts';
import { sentLines } from './sent-lines.ts';

const EXCERPT = { units: 900, bytes: 1_500 };
/** How much of what is on its way. */
const MOST_LISTED = 5;
/** How much of a reason and of an answer; what is behind `Appeal` has all of them. */
const REASON = { units: 500, bytes: 1_000 };

/** What somebody gave, with what can be done about it. `note` is a line of news on top. */
export function meView(given: Given, words: Words, note?: string): View {
  const view = withBan(given.known ? knownView(given, words) : emptyView(given, words), given, words);
  return note === undefined ? view : { ...view, content: note };
}

/** Why somebody may not work comes first, and so does the button with what they can say to it. */
function withBan(view: View, { banned }: Given, words: Words): View {
  if (banned === undefined) return view;
  const said = [
    `**${words('appeal.reason')}**\n${clip(foreign(banned.reason), REASON)}`,
    ...(banned.answer === null
      ? []
      : [`**${words('appeal.answer')}**\n${clip(foreign(banned.answer), REASON)}`]),
  ];
  const reason = { title: words('appeal.ban'), description: said.join('\n\n'), color: colours.problem };
  const appeal = rows([appealButton(words('button.appeal'))]);
  return { ...view, embeds: [reason, ...view.embeds], components: [...appeal, ...view.components] };
}

function knownView(given: Extract<Given, { known: true }>, words: Words): View {
  const title = words('me.title');
  if (!given.told) {
    const sums = given.score ? scoreLines(given.score, words) : [];
    const lines = given.total === 0 ? [] : [words('me.sent'), ...sentLines(given.sent, words), ''];
    const text = [...sums, '', ...lines, words('me.not_told')].join('\n').trim();
    const buttons = [...pageButtons(given, LINES_ON_PAGE, words), ...reviewSwitch(given, words)];
    const told = notice(text, buttons, title);
    return {
      ...told,
      embeds: [...told.embeds, ...onItsWayEmbeds(given, words), ...reviewNote(given, words)],
    };
  }
  const { points, items, offset, onItsWay } = given;
  if (given.total === 0 && points.lines.length + points.unread === 0 && onItsWay.length === 0)
    return emptyView(given, words);
  const overview = notice(pointsLines(points, words).join('\n'), [], title);
  const hidden = points.show_on_leaderboard ? [] : [{ description: words('me.hidden') }];
  const entries = items.map((item, index) => entryEmbed(item, offset + index + 1, words));
  return {
    embeds: [
      ...overview.embeds,
      ...hidden,
      ...onItsWayEmbeds(given, words),
      ...entries,
      ...reviewNote(given, words),
    ],
    components: [
      ...items.flatMap((item, index) =>
        isText(item) ? rows(changeButtons(item, offset + index + 1, offset, words)) : [],
      ),
      ...rows([...pageButtons(given, ON_PAGE, words), ...reviewSwitch(given, words)]),
    ],
  };
}

/** What the backend does not have yet, on the first page. */
function onItsWayEmbeds({ onItsWay, offset }: Extract<Given, { known: true }>, words: Words): APIEmbed[] {
  if (onItsWay.length === 0 || offset > 0) return [];
  const hidden = onItsWay.length - MOST_LISTED;
  const lines = [
    `📮 ${words('me.on_its_way')}`,
    ...sentLines(onItsWay.slice(0, MOST_LISTED), words),
    ...(hidden > 0 ? [words('drafts.more', { count: hidden })] : []),
  ];
  return [{ description: lines.join('\n'), color: colours.neutral }];
}

/** Nothing is there yet, and what comes next: a task for whoever may have one. */
function emptyView(given: Given, words: Words): View {
  const appeal = appealButton(words('button.appeal'));
  const title = words('me.title');
  if (isClosed(given)) {
    // whose ban is known has the button below the reason
    const buttons = given.banned === undefined ? [appeal] : [];
    return notice(words('me.none_closed', { button: appeal.label }), buttons, title);
  }
  const start: Button = { label: words('button.start'), id: customId('start', NO_SUBJECT), style: 'primary' };
  if (!given.known || !given.hasAgreed) return notice(words('me.none_ask'), [start], title);
  const view = notice(words('me.none'), [start, ...reviewSwitch(given, words)], title);
  return { ...view, embeds: [...view.embeds, ...reviewNote(given, words)] };
}

function isClosed(given: Given): boolean {
  return given.known ? given.isClosed : given.banned !== undefined;
}

type Entry = Extract<Given, { told: true }>['items'][number];

function isText(entry: Entry): entry is Contribution {
  return entry !== null && !('outcome' in entry);
}

/** What somebody gave in a place of the list; of what this version cannot read only that it is there. */
function entryEmbed(entry: Entry, number: number, words: Words): APIEmbed {
  if (entry === null)
    return { title: String(number), description: words('me.unread'), color: colours.neutral };
  return isText(entry) ? contributionEmbed(entry, number, words) : judgementEmbed(entry, number, words);
}

function contributionEmbed(item: Contribution, number: number, words: Words): APIEmbed {
  const { type, lang, text, created, edited } = item;
  const facts = [
    languageName(lang, words.locale),
    stamp(Date.parse(created), 'R'),
    ...(edited ? [words('me.edited_mark')] : []),
  ];
  const why = whyNotLine(item, words);
  const lines = [facts.join(' · '), fateLine(item.fate, words), ...(why ? [why] : [])];
  return {
    title: `${number} · ${words(`type.${type}`)}`,
    // somebody's words come last, so that nothing in them goes on in ours
    description: `${lines.join('\n')}\n\n${clip(foreign(text), EXCERPT)}`,
    color: colours.own,
  };
}

function changeButtons(
  { id, changeable }: Contribution,
  number: number,
  offset: number,
  words: Words,
): Button[] {
  if (changeable !== 'yes') return [];
  const at = String(offset);
  return [
    { label: words('me.edit', { number }), id: customId('meedit', id, at) },
    { label: words('me.withdraw', { number }), id: customId('mewithdraw', id, at) },
  ];
}

function pageButtons(
  { offset, total }: Pick<Extract<Given, { known: true }>, 'offset' | 'total'>,
  onPage: number,
  words: Words,
): Button[] {
  if (total <= onPage) return [];
  const pageId = (to: number) => customId('me', NO_SUBJECT, String(to));
  const place = words('read.page', { page: offset / onPage + 1, pages: Math.ceil(total / onPage) });
  return [
    { label: words('button.page_back'), id: pageId(offset - onPage), disabled: offset === 0 },
    { label: place, id: pageId(offset), disabled: true },
    { label: words('button.page_on'), id: pageId(offset + onPage), disabled: offset + onPage >= total },
  ];
}

const switchLabel = ({ skipsReview }: { skipsReview: boolean }) =>
  skipsReview ? 'me.review_first' : 'me.send_at_once';

/** How texts and labels are sent now, and what changes it; nothing where nothing can be sent. */
function reviewNote(given: Extract<Given, { known: true }>, words: Words): APIEmbed[] {
  if (given.isClosed) return [];
  const now = given.skipsReview ? 'me.now_unreviewed' : 'me.now_reviewed';
  return [{ description: words(now, { button: words(switchLabel(given)) }), color: colours.neutral }];
}

/** The switch is named by what it does; pressing it twice on the same card changes nothing more. */
function reviewSwitch(given: Extract<Given, { known: true }>, words: Words): Button[] {
  const { skipsReview, offset, isClosed } = given;
  if (isClosed) return [];
  const id = customId('mereview', NO_SUBJECT, `${skipsReview ? 'off' : 'on'}.${offset}`);
  return [{ label: words(switchLabel(given)), id }];
}
